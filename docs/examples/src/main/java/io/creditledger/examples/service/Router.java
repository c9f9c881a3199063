package io.creditledger.examples.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Leads each request to its route, and answers those that have none. Whoever has not the key learns nothing else. */
final class Router implements HttpHandler {
    static final int MAX_BODY_BYTES = 16 * 1024;

    private final ApiKey apiKey;
    private final List<Route> routes;

    Router(ApiKey apiKey, List<Route> routes) {
        this.apiKey = apiKey;
        this.routes = routes;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            answer(exchange).sendTo(exchange);
        }
    }

    private Reply answer(HttpExchange exchange) throws IOException {
        try {
            requireKey(exchange);
            List<String> path = segments(exchange.getRequestURI().getRawPath());
            Route route = route(exchange.getRequestMethod(), path);
            return route.handler().handle(new Call(route.id(path), body(exchange)));
        } catch (RuntimeException e) {
            return Reply.problem(Problems.of(e));
        }
    }

    private void requireKey(HttpExchange exchange) {
        if (!apiKey.isSentAs(exchange.getRequestHeaders().getFirst(ApiKey.HEADER))) {
            throw new ProblemException(
                    Problem.of(401, "unauthorized", "send the API key in the header " + ApiKey.HEADER)
                            .withHeader("WWW-Authenticate", "ApiKey"));
        }
    }

    private Route route(String method, List<String> path) {
        List<Route> found = routes.stream().filter(route -> route.matches(path)).toList();
        if (found.isEmpty()) {
            throw new ProblemException(Problem.of(404, "not-found", "there is nothing at this path"));
        }
        return found.stream()
                .filter(route -> route.method().equals(method))
                .findFirst()
                .orElseThrow(() -> wrongMethod(found));
    }

    private static ProblemException wrongMethod(List<Route> found) {
        String allowed = found.stream().map(Route::method).sorted().collect(Collectors.joining(", "));
        return new ProblemException(Problem.of(405, "method-not-allowed", "this path takes " + allowed)
                .withHeader("Allow", allowed));
    }

    private static byte[] body(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            throw new ProblemException(Problem.of(
                    413, "body-too-large", "a body may have " + MAX_BODY_BYTES + " bytes, but this one has more"));
        }
        return body;
    }

    private static List<String> segments(String rawPath) {
        List<String> segments = new ArrayList<>();
        for (String segment : rawPath.substring(1).split("/", -1)) {
            segments.add(decoded(segment));
        }
        return segments;
    }

    /** Goes by way of the bytes: the decoder of forms would turn bytes that are no UTF-8 into some other id. */
    private static String decoded(String segment) {
        byte[] bytes = Field.read(
                        segment.replace("+", "%2B"), text -> URLDecoder.decode(text, StandardCharsets.ISO_8859_1))
                .getBytes(StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Problem.badRequest("the path must be percent-encoded UTF-8, but has " + segment);
        }
    }
}
