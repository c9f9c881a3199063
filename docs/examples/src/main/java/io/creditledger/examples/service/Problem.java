package io.creditledger.examples.service;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Map;

/**
 * Why a request is not done.
 *
 * @param error names the kind of problem; programs go by it, and it does not change
 * @param status the HTTP status
 * @param detail tells people what was wrong
 * @param values the offending values, by name
 * @param headers what else belongs to the answer
 */
record Problem(
        String error,
        int status,
        String detail,
        @JsonAnyGetter Map<String, ?> values,
        @JsonIgnore Map<String, String> headers) {

    static Problem of(int status, String error, String detail) {
        return new Problem(error, status, detail, Map.of(), Map.of());
    }

    static ProblemException badRequest(String detail) {
        return new ProblemException(of(400, "bad-request", detail));
    }

    Problem with(Map<String, ?> newValues) {
        return new Problem(error, status, detail, newValues, headers);
    }

    Problem withHeader(String name, String value) {
        return new Problem(error, status, detail, values, Map.of(name, value));
    }
}
