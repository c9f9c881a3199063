package io.creditledger.jdbc;

import static io.creditledger.jdbc.LedgerDatabase.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.creditledger.LedgerUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolTest {
    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:./data/credits, jdbc:h2:./data/credits;WRITE_DELAY=0",
        "jdbc:h2:file:/data/credits;MODE=PostgreSQL, jdbc:h2:file:/data/credits;MODE=PostgreSQL;WRITE_DELAY=0",
        "jdbc:h2:tcp://db/credits, jdbc:h2:tcp://db/credits;WRITE_DELAY=0",
        "jdbc:h2:./data/credits;write_delay=200, jdbc:h2:./data/credits;write_delay=200",
        "jdbc:postgresql://db/credits, jdbc:postgresql://db/credits",
        "jdbc:mariadb://db/credits?user=a, jdbc:mariadb://db/credits?user=a"
    })
    void an_h2_database_is_opened_with_durable_commits_unless_the_host_decided_otherwise(String url, String opened) {
        assertThat(Pool.durable(url)).isEqualTo(opened);
    }

    @ParameterizedTest
    @CsvSource({"1, 4", "2, 4", "3, 6", "8, 16", "64, 16"})
    void a_pool_has_twice_as_many_connections_as_cores_but_four_to_sixteen(int cores, int connections) {
        assertThat(Pool.size(cores)).isEqualTo(connections);
    }

    @Test
    void closing_a_ledger_closes_the_pool_that_it_made() {
        JdbcCreditLedger ledger =
                JdbcCreditLedger.at(TestDatabase.H2.newUrl()).migrating().build();
        ledger.open(ALICE);

        ledger.close();

        assertThatThrownBy(() -> ledger.balance(ALICE))
                .isInstanceOf(LedgerUnavailableException.class)
                .hasMessageContaining("has been closed");
        assertThatCode(ledger::close).doesNotThrowAnyException();
    }

    @Test
    void closing_a_ledger_leaves_the_data_source_of_the_host_open() throws SQLException {
        try (HikariDataSource dataSource = TestDatabase.H2.newDatabase()) {
            JdbcCreditLedger.on(dataSource).migrating().build().close();

            assertThat(dataSource.isClosed()).isFalse();
            assertThat(JdbcCreditLedger.on(dataSource).build().open(ALICE).isReplay())
                    .isFalse();
        }
    }

    @Test
    void a_ledger_that_cannot_be_built_leaves_the_data_source_of_the_host_open() {
        try (HikariDataSource dataSource = TestDatabase.H2.newDatabase()) {
            assertThatThrownBy(() -> JdbcCreditLedger.on(dataSource).build()).hasMessageContaining("migrate()");

            assertThat(dataSource.isClosed()).isFalse();
        }
    }

    @Test
    void a_server_that_cannot_be_reached_is_an_unavailable_ledger() {
        JdbcLedgerBuilder builder = JdbcCreditLedger.at("jdbc:postgresql://localhost:" + unusedPort() + "/credits");

        assertThatThrownBy(builder::build).isInstanceOf(LedgerUnavailableException.class);
    }

    @Test
    void a_url_that_no_driver_knows_is_refused_by_name() {
        JdbcLedgerBuilder builder = JdbcCreditLedger.at("jdbc:nonesuch:credits");

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jdbc:nonesuch:credits");
    }

    private static int unusedPort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
