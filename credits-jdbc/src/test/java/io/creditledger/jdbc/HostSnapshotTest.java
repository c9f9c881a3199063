package io.creditledger.jdbc;

import static io.creditledger.jdbc.LedgerDatabase.ALICE;
import static io.creditledger.jdbc.LedgerDatabase.chargeOf;
import static io.creditledger.jdbc.LedgerDatabase.grantOf;
import static io.creditledger.jdbc.Threads.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.CreditLedger;
import io.creditledger.Credits;
import io.creditledger.GrantQuery;
import io.creditledger.HistoryQuery;
import io.creditledger.HostTransactionException;
import io.creditledger.InsufficientCreditsException;
import io.creditledger.StartTask;
import io.creditledger.TaskId;
import io.creditledger.TaskReceipt;
import io.creditledger.Tier;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Transactions of hosts above READ COMMITTED, whose reads are older than the locks that they take. */
class HostSnapshotTest {
    private static final TaskId TASK = TaskId.of("4711");

    @ParameterizedTest
    @ValueSource(ints = {Connection.TRANSACTION_REPEATABLE_READ, Connection.TRANSACTION_SERIALIZABLE})
    void on_mariadb_a_charge_sees_what_was_charged_and_granted_after_the_snapshot(int isolation) throws SQLException {
        LedgerDatabase database = withHundredCredits(TestDatabase.MARIADB);
        JdbcCreditLedger ledger = database.ledger();
        try (Connection connection = database.hostTransaction()) {
            CreditLedger joined = ledger.joining(beginSnapshot(connection, isolation));
            ledger.charge(chargeOf(ALICE, 60, "task-1"));

            assertThatThrownBy(() -> joined.charge(chargeOf(ALICE, 60, "task-2")))
                    .isInstanceOfSatisfying(
                            InsufficientCreditsException.class,
                            refusal -> assertThat(refusal.available()).isEqualTo(Credits.of(40)));
            assertThat(joined.charge(chargeOf(ALICE, 60, "task-1")).isReplay()).isTrue();
            joined.charge(chargeOf(ALICE, 40, "task-3"));
            connection.commit();
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
        assertThat(ledger.balance(ALICE).available()).isEqualTo(Credits.ZERO);
        database.assertInvariants();
    }

    @Test
    void on_mariadb_a_charge_can_take_what_was_granted_after_the_snapshot() throws SQLException {
        LedgerDatabase database = withHundredCredits(TestDatabase.MARIADB);
        JdbcCreditLedger ledger = database.ledger();
        try (Connection connection = database.hostTransaction()) {
            CreditLedger joined = ledger.joining(beginSnapshot(connection, Connection.TRANSACTION_REPEATABLE_READ));
            ledger.grant(grantOf(ALICE, 50, "purchase-2"));

            joined.charge(chargeOf(ALICE, 20, "task-1"));
            joined.charge(chargeOf(ALICE, 130, "task-2"));
            connection.commit();
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
        assertThat(ledger.balance(ALICE).available()).isEqualTo(Credits.ZERO);
        database.assertInvariants();
    }

    @Test
    void on_mariadb_what_is_asked_in_the_transaction_is_answered_as_it_is_now() throws SQLException {
        LedgerDatabase database = withHundredCredits(TestDatabase.MARIADB);
        JdbcCreditLedger ledger = database.ledger();
        try (Connection connection = database.hostTransaction()) {
            CreditLedger joined = ledger.joining(beginSnapshot(connection, Connection.TRANSACTION_REPEATABLE_READ));
            ledger.grant(grantOf(ALICE, 200, "purchase-2"));
            ledger.charge(chargeOf(ALICE, 100, "task-1"));
            joined.charge(chargeOf(ALICE, 150, "task-2"));

            assertThat(joined.balance(ALICE).available()).isEqualTo(Credits.of(50));
            assertThat(joined.quote(ALICE, Credits.of(100)).isCovered()).isFalse();
            assertThat(joined.balanceAsOf(ALICE, database.clock.instant()).available())
                    .isEqualTo(Credits.of(50));
            assertThat(joined.history(ALICE, HistoryQuery.all()).items()).hasSize(5);
            assertThat(joined.grants(ALICE, GrantQuery.open()).items()).hasSize(1);
            connection.commit();
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
        database.assertInvariants();
    }

    @RepeatedTest(10)
    void on_mariadb_a_task_that_two_transactions_complete_at_once_is_charged_once() throws Exception {
        LedgerDatabase database = withHundredCredits(TestDatabase.MARIADB);
        JdbcCreditLedger ledger = database.ledger();
        ledger.tasks().start(StartTask.of(ALICE, TASK, Tier.STANDARD));
        CyclicBarrier both = new CyclicBarrier(2);
        try (Threads threads = new Threads()) {
            Future<TaskReceipt> one = threads.start(() -> completeAtRepeatableRead(database, ledger, both));
            Future<TaskReceipt> other = threads.start(() -> completeAtRepeatableRead(database, ledger, both));

            assertThat(List.of(result(one).isReplay(), result(other).isReplay()))
                    .containsExactlyInAnyOrder(true, false);
        }
        assertThat(ledger.balance(ALICE).available()).isEqualTo(Credits.of(50));
        database.assertInvariants();
    }

    private static TaskReceipt completeAtRepeatableRead(
            LedgerDatabase database, JdbcCreditLedger ledger, CyclicBarrier both) throws Exception {
        try (Connection connection = database.hostTransaction()) {
            CreditLedger joined = ledger.joining(beginSnapshot(connection, Connection.TRANSACTION_REPEATABLE_READ));
            both.await(10, TimeUnit.SECONDS);
            TaskReceipt receipt = joined.tasks().complete(TASK, Duration.ofSeconds(5));
            connection.commit();
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            return receipt;
        }
    }

    @Test
    void on_a_mariadb_that_refuses_old_snapshots_the_host_runs_its_transaction_again() throws SQLException {
        LedgerDatabase database = withHundredCredits(TestDatabase.MARIADB);
        JdbcCreditLedger ledger = database.ledger();
        try (Connection connection = database.hostTransaction()) {
            TestDatabase.execute(connection, "set session innodb_snapshot_isolation = on");
            assertOldSnapshotIsRefused(ledger, connection, Connection.TRANSACTION_REPEATABLE_READ);
            TestDatabase.execute(connection, "set session innodb_snapshot_isolation = default");
            connection.commit();
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
        database.assertInvariants();
    }

    @ParameterizedTest
    @ValueSource(ints = {Connection.TRANSACTION_REPEATABLE_READ, Connection.TRANSACTION_SERIALIZABLE})
    void on_postgresql_an_old_snapshot_is_refused_and_the_host_runs_its_transaction_again(int isolation)
            throws SQLException {
        LedgerDatabase database = withHundredCredits(TestDatabase.POSTGRESQL);
        JdbcCreditLedger ledger = database.ledger();
        try (Connection connection = database.hostTransaction()) {
            assertOldSnapshotIsRefused(ledger, connection, isolation);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
        database.assertInvariants();
    }

    @ParameterizedTest
    @ValueSource(ints = {Connection.TRANSACTION_REPEATABLE_READ, Connection.TRANSACTION_SERIALIZABLE})
    void on_h2_a_transaction_above_read_committed_is_refused_by_name(int isolation) throws SQLException {
        LedgerDatabase database = withHundredCredits(TestDatabase.H2);
        JdbcCreditLedger ledger = database.ledger();
        try (Connection connection = database.hostTransaction()) {
            CreditLedger joined = ledger.joining(beginSnapshot(connection, isolation));

            assertThatThrownBy(() -> joined.charge(chargeOf(ALICE, 60, "task-1")))
                    .isInstanceOf(HostTransactionException.class)
                    .hasMessageContainingAll("READ COMMITTED", String.valueOf(isolation));
            connection.rollback();
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
        assertThat(ledger.balance(ALICE).available()).isEqualTo(Credits.of(100));
    }

    private static void assertOldSnapshotIsRefused(JdbcCreditLedger ledger, Connection connection, int isolation)
            throws SQLException {
        CreditLedger joined = ledger.joining(beginSnapshot(connection, isolation));
        ledger.charge(chargeOf(ALICE, 60, "task-1"));

        assertThatThrownBy(() -> joined.charge(chargeOf(ALICE, 30, "task-2")))
                .isInstanceOf(HostTransactionException.class)
                .hasMessageContaining("roll it back and run the whole of it again");
        connection.rollback();

        assertThat(joined.charge(chargeOf(ALICE, 30, "task-2")).isReplay()).isFalse();
        connection.commit();
        assertThat(ledger.balance(ALICE).available()).isEqualTo(Credits.of(10));
    }

    private static LedgerDatabase withHundredCredits(TestDatabase server) {
        LedgerDatabase database = LedgerDatabase.emptied(server);
        database.ledger().open(ALICE);
        database.ledger().grant(grantOf(ALICE, 100, "purchase-1"));
        return database;
    }

    private static Connection beginSnapshot(Connection connection, int isolation) throws SQLException {
        connection.setTransactionIsolation(isolation);
        assertThat(LedgerDatabase.count(connection, "select count(*) from host_order"))
                .isZero();
        return connection;
    }
}
