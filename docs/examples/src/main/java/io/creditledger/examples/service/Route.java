package io.creditledger.examples.service;

import java.util.List;
import java.util.Optional;

/**
 * One thing that the service can be asked for.
 *
 * @param method the HTTP method
 * @param pattern the path's segments; at most one of them is {@value #ID}, which stands for any
 * @param handler what answers
 */
record Route(String method, List<String> pattern, Handler handler) {
    private static final String ID = "{id}";

    /** Answers one kind of request. */
    interface Handler {
        Reply handle(Call call);
    }

    static Route of(String method, String path, Handler handler) {
        return new Route(method, List.of(path.substring(1).split("/")), handler);
    }

    boolean matches(List<String> path) {
        if (path.size() != pattern.size()) {
            return false;
        }
        for (int i = 0; i < pattern.size(); i++) {
            if (!pattern.get(i).equals(ID) && !pattern.get(i).equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** The path's segment that stands where the pattern has {@value #ID}; empty text where it has none. */
    String id(List<String> path) {
        return Optional.of(pattern.indexOf(ID))
                .filter(index -> index >= 0)
                .map(path::get)
                .orElse("");
    }
}
