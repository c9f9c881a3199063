package io.creditledger.examples.service;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Map;

/**
 * What the service answers.
 *
 * @param status the HTTP status
 * @param contentType the type of the body
 * @param body what is sent as JSON
 * @param headers further headers
 */
record Reply(int status, String contentType, Object body, Map<String, String> headers) {
    private static final int NO_BODY = -1;

    static Reply ok(Object body) {
        return json(200, body);
    }

    /** 201 for what was made now, 200 for what was there before. */
    static Reply made(boolean now, Object body) {
        return json(now ? 201 : 200, body);
    }

    static Reply problem(Problem problem) {
        return new Reply(problem.status(), "application/problem+json", problem, problem.headers());
    }

    private static Reply json(int status, Object body) {
        return new Reply(status, "application/json", body, Map.of());
    }

    void sendTo(HttpExchange exchange) throws IOException {
        byte[] json = Json.write(body);
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("Content-Type", contentType);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, NO_BODY);
        } else {
            exchange.sendResponseHeaders(status, json.length);
            exchange.getResponseBody().write(json);
        }
    }
}
