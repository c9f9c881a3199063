package io.creditledger.jdbc;

import static io.creditledger.jdbc.LedgerDatabase.ALICE;
import static io.creditledger.jdbc.LedgerDatabase.POLICY;
import static io.creditledger.jdbc.LedgerDatabase.chargeOf;
import static io.creditledger.jdbc.LedgerDatabase.grantOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.creditledger.Credits;
import io.creditledger.HistoryQuery;
import io.creditledger.InsufficientCreditsException;
import io.creditledger.LedgerUnavailableException;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the ledger treats the connections of a host. */
@EveryDatabase
class ConnectionsTest {
    private final LedgerDatabase database;
    private final ConnectionLog log = new ConnectionLog();

    ConnectionsTest(TestDatabase server) {
        database = LedgerDatabase.emptied(server);
    }

    @AfterEach
    void audit() {
        assertThat(log.closed()).isPositive();
        assertThat(log.leftOpen()).isZero();
        assertThat(log.changed()).isEmpty();
        database.assertInvariants();
    }

    @ParameterizedTest
    @CsvSource({
        "true, TRANSACTION_READ_COMMITTED",
        "true, TRANSACTION_REPEATABLE_READ",
        "true, TRANSACTION_SERIALIZABLE",
        "false, TRANSACTION_READ_COMMITTED",
        "false, TRANSACTION_REPEATABLE_READ"
    })
    void connections_go_back_as_they_came(boolean autoCommit, String isolation) {
        try (HikariDataSource pool = pool(autoCommit, isolation)) {
            JdbcLedgerBuilder builder =
                    JdbcCreditLedger.on(log.on(pool)).policy(POLICY).clock(database.clock);
            JdbcCreditLedger ledger = (autoCommit ? builder : builder.autoCommitIsOff()).build();

            workOn(ledger);

            assertThat(ledger.balance(ALICE).available()).isEqualTo(Credits.of(90));
        }
    }

    @Test
    void connections_go_back_as_they_came_after_failures() {
        try (HikariDataSource pool = pool(true, "TRANSACTION_REPEATABLE_READ")) {
            workOn(database.impatientLedger(log.on(pool)));
            Faults faults = Faults.before(Faults::isInsert, 1, () -> new SQLException("disk full", "53100"));
            JdbcCreditLedger failing = database.impatientLedger(faults.on(log.on(pool)));

            assertThatThrownBy(() -> failing.charge(chargeOf(ALICE, 10, "task-9")))
                    .isInstanceOf(LedgerUnavailableException.class);

            assertThat(faults.happened()).isEqualTo(1);
            assertThat(failing.balance(ALICE).available()).isEqualTo(Credits.of(90));
        }
    }

    @Test
    void connections_go_back_as_they_came_when_a_transaction_cannot_begin() {
        try (HikariDataSource pool = pool(true, "TRANSACTION_REPEATABLE_READ")) {
            workOn(database.impatientLedger(log.on(pool)));
            Faults faults = Faults.before(
                    call -> "setAutoCommit".equals(call.method()), 1, () -> new SQLException("no", "HY000"));
            JdbcCreditLedger failing = database.impatientLedger(faults.on(log.on(pool)));

            assertThatThrownBy(() -> failing.charge(chargeOf(ALICE, 10, "task-9")))
                    .isInstanceOf(LedgerUnavailableException.class);

            assertThat(faults.happened()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_data_source_whose_autocommit_mode_is_not_as_it_was_said_is_refused_by_name(boolean autoCommit) {
        try (HikariDataSource pool = pool(autoCommit, "TRANSACTION_READ_COMMITTED")) {
            DataSource connections = log.on(pool);
            JdbcLedgerBuilder builder = JdbcCreditLedger.on(connections);
            JdbcCreditLedger ledger = (autoCommit ? builder.autoCommitIsOff() : builder).build();

            assertThatThrownBy(() -> ledger.open(ALICE))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("autocommit");
        }
    }

    private static void workOn(JdbcCreditLedger ledger) {
        ledger.open(ALICE);
        ledger.grant(grantOf(ALICE, 100, "purchase-1"));
        ledger.charge(chargeOf(ALICE, 10, "task-1"));
        assertThat(ledger.charge(chargeOf(ALICE, 10, "task-1")).isReplay()).isTrue();
        assertThatThrownBy(() -> ledger.charge(chargeOf(ALICE, 100, "task-2")))
                .isInstanceOf(InsufficientCreditsException.class);
        assertThat(ledger.history(ALICE, HistoryQuery.all()).items()).hasSize(3);
        assertThat(ledger.expire().grants()).isZero();
    }

    private HikariDataSource pool(boolean autoCommit, String isolation) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.dataSource().getJdbcUrl());
        config.setMaximumPoolSize(1);
        config.setAutoCommit(autoCommit);
        config.setTransactionIsolation(isolation);
        return new HikariDataSource(config);
    }
}
