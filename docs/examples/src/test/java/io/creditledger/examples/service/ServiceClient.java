package io.creditledger.examples.service;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the service as front ends and render workers do. */
final class ServiceClient {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI service;
    private final @Nullable String apiKey;

    ServiceClient(URI service, @Nullable String apiKey) {
        this.service = service;
        this.apiKey = apiKey;
    }

    /** What the service answered. */
    record Answer(int status, JsonNode body, HttpResponse<String> response) {
        String error() {
            return body.path("error").asString();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    Answer open(String account) {
        return post("/accounts", "{\"accountId\":\"%s\"}".formatted(account));
    }

    Answer start(String task, String account, String tier, String estimatedSeconds) {
        return post(
                "/tasks",
                "{\"taskId\":\"%s\",\"accountId\":\"%s\",\"tier\":\"%s\",\"estimatedSeconds\":%s}"
                        .formatted(task, account, tier, estimatedSeconds));
    }

    Answer completed(String task, String seconds) {
        return post("/tasks/" + task + "/completed", "{\"durationSeconds\":%s}".formatted(seconds));
    }

    Answer failed(String task) {
        return post("/tasks/" + task + "/failed", "");
    }

    Answer balance(String account) {
        return send("GET", "/accounts/" + account + "/balance", new byte[0]);
    }

    Answer post(String path, String body) {
        return send("POST", path, body.getBytes(StandardCharsets.UTF_8));
    }

    Answer send(String method, String path, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(service + path))
                .method(method.toUpperCase(Locale.ROOT), BodyPublishers.ofByteArray(body));
        if (apiKey != null) {
            request.header("X-API-Key", apiKey);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), JSON.readTree(response.body()), response);
        } catch (IOException e) {
            throw new AssertionError("the service did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the test was interrupted", e);
        }
    }
}
