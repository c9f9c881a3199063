package io.creditledger.examples.service;

import java.util.function.Function;
import tools.jackson.core.JacksonException;

/** A request that has found its route. */
final class Call {
    private final String id;
    private final byte[] body;

    Call(String id, byte[] body) {
        this.id = id;
        this.body = body;
    }

    /** Returns the id in the path. */
    <T> T id(Function<String, T> type) {
        return Field.read(id, type);
    }

    /** Returns what the body says. */
    <T> T body(Class<T> type) {
        T read;
        try {
            read = Json.read(body, type);
        } catch (JacksonException e) {
            throw Problem.badRequest(Json.complaint(e));
        }
        if (read == null) {
            throw Problem.badRequest("the body must be a JSON object, but is null");
        }
        return read;
    }
}
