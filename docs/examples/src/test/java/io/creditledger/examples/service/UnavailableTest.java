package io.creditledger.examples.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.creditledger.CreditLedger;
import io.creditledger.examples.service.ServiceClient.Answer;
import io.creditledger.jdbc.JdbcCreditLedger;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UnavailableTest {
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    @Test
    void without_its_database_the_service_asks_to_come_again() {
        JdbcCreditLedger ledger =
                JdbcCreditLedger.at("jdbc:h2:mem:unavailable").migrating().build();
        ledger.close();

        Answer answer = serving(Routes.of(ledger)).completed("t1", "5");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.error()).isEqualTo("unavailable");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    @ParameterizedTest
    @MethodSource("defects")
    void a_defect_is_told_without_its_details(RuntimeException defect) {
        Route broken = Route.of("POST", "/tasks/{id}/failed", call -> {
            throw defect;
        });

        Answer answer = serving(List.of(broken)).failed("t1");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.response().body())
                .isEqualTo("{\"error\":\"internal-error\",\"status\":500,"
                        + "\"detail\":\"the service failed; its log tells why\"}");
    }

    @Test
    void what_the_ledger_refuses_of_itself_is_a_defect() {
        CreditLedger broken = brokenBy(new IllegalArgumentException("a stored row with a secret"));

        Answer answer = serving(Routes.of(broken)).balance("alice");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.response().body()).doesNotContain("secret");
    }

    /** Has no tasks, and fails at whatever else it is asked. */
    private static CreditLedger brokenBy(RuntimeException defect) {
        return (CreditLedger) Proxy.newProxyInstance(
                CreditLedger.class.getClassLoader(), new Class<?>[] {CreditLedger.class}, (ledger, method, asked) -> {
                    if (method.getName().equals("tasks")) {
                        return null;
                    }
                    throw defect;
                });
    }

    /** The ledger refuses a row that no ledger has written as it refuses a value of a caller's. */
    static List<RuntimeException> defects() {
        return List.of(
                new IllegalStateException("a secret of t1"),
                new IllegalArgumentException("exactly completed tasks have an output, but t1 has a secret"));
    }

    private ServiceClient serving(List<Route> routes) {
        server.createContext("/", new Router(ApiKey.of(RunningService.KEY), routes));
        server.start();
        int port = server.getAddress().getPort();
        return new ServiceClient(URI.create("http://127.0.0.1:" + port), RunningService.KEY);
    }
}
