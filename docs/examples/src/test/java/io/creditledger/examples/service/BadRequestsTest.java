package io.creditledger.examples.service;

import static io.creditledger.testkit.CreditAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.AccountId;
import io.creditledger.TaskId;
import io.creditledger.TaskStatus;
import io.creditledger.examples.service.ServiceClient.Answer;
import io.creditledger.testkit.SettableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadRequestsTest {
    private RunningService running;
    private ServiceClient service;

    @BeforeEach
    void start_the_service_and_a_task() throws IOException {
        running = RunningService.with(Map.of(), SettableClock.at("2026-08-31T09:00:00Z"));
        service = running.client();
        service.open("alice");
        service.start("t1", "alice", "standard", "5");
    }

    /** Whatever was sent, the task has not moved and nothing was charged. */
    @AfterEach
    void nothing_has_changed() {
        try (RunningService ended = running) {
            assertThat(ended.ledger().tasks().find(TaskId.of("t1")).status()).isEqualTo(TaskStatus.RUNNING);
            assertThat(ended.ledger().balance(AccountId.of("alice")))
                    .hasAvailable(100)
                    .hasDebt(0);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            | the body must be a JSON object
            null | the body must be a JSON object, but is null
            [] | the body must be a JSON object
            5 | the body must be a JSON object
            "5" | the body must be a JSON object
            {} | field 'durationSeconds' is missing
            {"durationSeconds":null} | field 'durationSeconds' is missing
            {"durationSecond":5} | field 'durationSeconds' is missing
            {"durationSeconds":"5"} | field 'durationSeconds' does not have the type that is expected
            {"durationSeconds":""} | field 'durationSeconds' does not have the type that is expected
            {"durationSeconds":true} | field 'durationSeconds' does not have the type that is expected
            {"durationSeconds":[5]} | field 'durationSeconds' does not have the type that is expected
            {"durationSeconds":{}} | field 'durationSeconds' does not have the type that is expected
            {"durationSeconds":-1} | output must be from 0 to 1000000000 seconds, but was -1
            {"durationSeconds":-0.000000001} | output must be from 0 to 1000000000 seconds, but was -1E-9
            {"durationSeconds":1000000001} | output must be from 0 to 1000000000 seconds, but was 1000000001
            {"durationSeconds":1e400} | output must be from 0 to 1000000000 seconds, but was 1E+400
            {"durationSeconds":1e999999999} | output must be from 0 to 1000000000 seconds, but was 1E+999999999
            {"durationSeconds":0.0000000001} | output must have at most 9 decimal places, but was 1E-10
            {"durationSeconds":1e-999999999} | output must have at most 9 decimal places, but was 1E-999999999
            {"durationSeconds":NaN} | the body is not JSON
            {"durationSeconds":5,"durationSeconds":50} | the body is not JSON: Duplicate Object property
            {"durationSeconds":5} {} | the body
            {"durationSeconds":5 | the body is not JSON
            {durationSeconds:5} | the body is not JSON
            durationSeconds=5 | the body is not JSON
            """)
    void a_completion_that_makes_no_sense_is_refused_with_what_would(String body, String detail) {
        Answer answer = service.post("/tasks/t1/completed", body == null ? "" : body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).isEqualTo("bad-request");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body().path("detail").asString()).startsWith(detail);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {} | 400 | bad-request
            {"taskId":"t2","accountId":"alice","estimatedSeconds":5} | 400 | bad-request
            {"taskId":"t2","accountId":"alice","tier":"gold","estimatedSeconds":5} | 400 | no-price
            {"taskId":"t2","accountId":"alice","tier":" ","estimatedSeconds":5} | 400 | bad-request
            {"taskId":"t2","accountId":"alice","tier":"pro","estimatedSeconds":-5} | 400 | bad-request
            {"taskId":"t2","accountId":"alice","tier":"pro","estimatedSeconds":"5"} | 400 | bad-request
            {"taskId":2,"accountId":"alice","tier":"pro","estimatedSeconds":5} | 400 | bad-request
            {"taskId":"","accountId":"alice","tier":"pro","estimatedSeconds":5} | 400 | bad-request
            {"taskId":"t\\u0000","accountId":"alice","tier":"pro","estimatedSeconds":5} | 400 | bad-request
            {"taskId":"t\\ud83d","accountId":"alice","tier":"pro","estimatedSeconds":5} | 400 | bad-request
            {"taskId":"t2","accountId":"Alice","tier":"pro","estimatedSeconds":5} | 404 | account-not-found
            {"taskId":"t2","accountId":"nobody","tier":"pro","estimatedSeconds":5} | 404 | account-not-found
            {"taskId":"t1","accountId":"nobody","tier":"standard","estimatedSeconds":5} | 409 | conflict
            {"taskId":"t2","accountId":"alice","tier":"pro","estimatedSeconds":1000000000} | 402 | insufficient-credits
            """)
    void a_start_that_makes_no_sense_is_refused(String body, int status, String error) {
        Answer answer = service.post("/tasks", body);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.error()).isEqualTo(error);
        assertThat(answer.body().path("detail").asString()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  /,                          404, not-found",
        "GET,  /accounts//balance,         400, bad-request",
        "GET,  /accounts/%20/balance,      400, bad-request",
        "GET,  /accounts/%00/balance,      400, bad-request",
        "GET,  /accounts/%FF/balance,      400, bad-request",
        "GET,  /accounts/nobody/balance,   404, account-not-found",
        "GET,  /accounts/alice,            404, not-found",
        "POST, /tasks/t1,                  405, method-not-allowed",
        "GET,  /tasks,                     405, method-not-allowed",
        "GET,  /tasks/t1/completed,        405, method-not-allowed",
        "PUT,  /tasks/t1/completed,        405, method-not-allowed",
        "POST, /tasks/t1/paused,           404, not-found",
        "POST, /tasks/t2/failed,           404, task-not-found",
        "POST, /accounts/nobody/sign-ins,  404, account-not-found"
    })
    void what_is_not_there_is_not_found(String method, String path, int status, String error) {
        Answer answer = service.send(method, path, new byte[0]);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.error()).isEqualTo(error);
    }

    @Test
    void a_wrong_method_is_told_the_right_one() {
        assertThat(service.send("DELETE", "/tasks/t1/completed", new byte[0]).header("Allow"))
                .isEqualTo("POST");
    }

    @Test
    void a_task_id_may_have_128_characters_and_no_more() {
        assertThat(service.completed("t".repeat(128), "5").error()).isEqualTo("task-not-found");
        assertThat(service.completed("t".repeat(129), "5").error()).isEqualTo("bad-request");
    }

    @Test
    void a_body_may_have_so_many_bytes_and_no_more() {
        String completion = "{\"durationSeconds\":-5}";
        String longest = completion + " ".repeat(Router.MAX_BODY_BYTES - completion.length());

        assertThat(service.post("/tasks/t1/completed", longest).status()).isEqualTo(400);
        Answer tooLarge = service.post("/tasks/t1/completed", longest + " ");
        assertThat(tooLarge.status()).isEqualTo(413);
        assertThat(tooLarge.error()).isEqualTo("body-too-large");
    }

    @Test
    void a_body_that_is_no_utf_8_is_refused() {
        byte[] body = "{\"taskId\":\"\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(service.send("POST", "/tasks", body).error()).isEqualTo("bad-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "another key for the tests", "a key for the tests alon", "A KEY FOR THE TESTS ALONE"})
    void who_has_not_the_key_is_refused(String key) {
        Answer answer = running.client(key).completed("t1", "5");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.error()).isEqualTo("unauthorized");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("ApiKey");
    }

    @Test
    void who_sends_no_key_is_refused_whatever_the_path() {
        ServiceClient stranger = running.client(null);

        assertThat(stranger.completed("t1", "5").status()).isEqualTo(401);
        assertThat(stranger.balance("alice").status()).isEqualTo(401);
        assertThat(stranger.post("/nothing", "").status()).isEqualTo(401);
    }
}
