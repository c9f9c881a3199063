package io.creditledger.jdbc;

import static io.creditledger.jdbc.LedgerDatabase.ALICE;
import static io.creditledger.jdbc.LedgerDatabase.chargeOf;
import static io.creditledger.jdbc.LedgerDatabase.grantOf;
import static io.creditledger.jdbc.Threads.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.ChargeReceipt;
import io.creditledger.Credits;
import io.creditledger.LedgerUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.InstantSource;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a charge when the database fails. */
@EveryDatabase
class RetryTest {
    private final LedgerDatabase database;
    private final ConnectionLog connections = new ConnectionLog();
    private final AtomicBoolean isConnecting = new AtomicBoolean(true);

    RetryTest(TestDatabase server) {
        database = LedgerDatabase.emptied(server);
    }

    /** Failures after which the same work may succeed, in the words of each database. */
    enum Failure {
        SERIALIZATION {
            @Override
            SQLException on(Dialect dialect) {
                return new SQLException("serialization failure", "40001");
            }
        },
        DEADLOCK {
            @Override
            SQLException on(Dialect dialect) {
                return switch (dialect) {
                    case H2 -> new SQLException("deadlock", "40001", 40001);
                    case POSTGRESQL -> new SQLException("deadlock detected", "40P01");
                    case MARIADB, MYSQL -> new SQLException("Deadlock found", "HY000", 1213);
                };
            }
        },
        LOCK_TIMEOUT {
            @Override
            SQLException on(Dialect dialect) {
                return switch (dialect) {
                    case H2 -> new SQLException("Timeout trying to lock table", "HYT00", 50200);
                    case POSTGRESQL -> new SQLException("canceling statement due to lock timeout", "55P03");
                    case MARIADB, MYSQL -> new SQLException("Lock wait timeout exceeded", "HY000", 1205);
                };
            }
        },
        CONNECTION_LOST {
            @Override
            SQLException on(Dialect dialect) {
                return new SQLException("the connection is gone", "08006");
            }
        };

        abstract SQLException on(Dialect dialect);
    }

    @BeforeEach
    void grantHundred() {
        database.ledger().open(ALICE);
        database.ledger().grant(grantOf(ALICE, 100, "purchase-1"));
    }

    @AfterEach
    void audit() {
        assertThat(connections.leftOpen()).as("connections left open").isZero();
        database.assertInvariants();
    }

    @ParameterizedTest
    @EnumSource
    void a_charge_that_fails_on_the_way_is_made_again_and_takes_the_credits_once(Failure failure) {
        Faults faults = Faults.before(Faults::isInsert, 3, () -> failure.on(database.dialect()));

        ChargeReceipt receipt = ledger(faults).charge(chargeOf(ALICE, 30, "task-1"));

        assertThat(faults.happened()).isEqualTo(3);
        assertThat(receipt.isReplay()).isFalse();
        assertThat(available()).isEqualTo(70);
    }

    @ParameterizedTest
    @EnumSource
    void a_charge_whose_commit_fails_is_made_again_and_takes_the_credits_once(Failure failure) {
        Faults faults = Faults.before(Faults::isCommit, 2, () -> failure.on(database.dialect()));

        ChargeReceipt receipt = ledger(faults).charge(chargeOf(ALICE, 30, "task-1"));

        assertThat(faults.happened()).isEqualTo(2);
        assertThat(receipt.isReplay()).isFalse();
        assertThat(available()).isEqualTo(70);
    }

    @Test
    void a_charge_that_was_committed_but_whose_answer_was_lost_takes_the_credits_once() {
        Faults faults = Faults.after(Faults::isCommit, 1, () -> Failure.CONNECTION_LOST.on(database.dialect()));

        ChargeReceipt receipt = ledger(faults).charge(chargeOf(ALICE, 30, "task-1"));

        assertThat(faults.happened()).isEqualTo(1);
        assertThat(receipt.isReplay()).isTrue();
        assertThat(receipt.charge().amount()).isEqualTo(Credits.of(30));
        assertThat(available()).isEqualTo(70);
    }

    @ParameterizedTest
    @EnumSource
    void a_charge_that_fails_every_time_gives_up_and_may_be_called_again_with_the_same_key(Failure failure) {
        SQLException last = failure.on(database.dialect());
        JdbcCreditLedger ledger = ledger(Faults.before(Faults::isInsert, 5, () -> last));

        assertThatThrownBy(() -> ledger.charge(chargeOf(ALICE, 30, "task-1")))
                .isInstanceOfSatisfying(LedgerUnavailableException.class, refusal -> {
                    assertThat(refusal.attempts()).isEqualTo(5);
                    assertThat(refusal.isDisconnected()).isEqualTo(failure == Failure.CONNECTION_LOST);
                    assertThat(refusal).hasCause(last).hasMessageContainingAll("5 attempts", "the same key");
                });
        assertThat(available()).isEqualTo(100);

        assertThat(ledger.charge(chargeOf(ALICE, 30, "task-1")).isReplay()).isFalse();
        assertThat(available()).isEqualTo(70);
    }

    @Test
    void a_charge_that_gave_up_although_it_was_committed_is_found_by_its_key() {
        JdbcCreditLedger ledger =
                ledger(Faults.after(Faults::isCommit, 5, () -> Failure.CONNECTION_LOST.on(database.dialect())));

        assertThatThrownBy(() -> ledger.charge(chargeOf(ALICE, 30, "task-1")))
                .isInstanceOf(LedgerUnavailableException.class);

        assertThat(ledger.charge(chargeOf(ALICE, 30, "task-1")).isReplay()).isTrue();
        assertThat(available()).isEqualTo(70);
    }

    @Test
    void a_failure_that_would_only_happen_again_is_not_tried_again() {
        SQLException failure = new SQLException("permission denied", "42501");
        Faults faults = Faults.before(Faults::isInsert, 5, () -> failure);

        assertThatThrownBy(() -> ledger(faults).charge(chargeOf(ALICE, 30, "task-1")))
                .isInstanceOfSatisfying(LedgerUnavailableException.class, refusal -> {
                    assertThat(refusal.attempts()).isEqualTo(1);
                    assertThat(refusal.isDisconnected()).isFalse();
                })
                .hasCause(failure);

        assertThat(faults.happened()).isEqualTo(1);
        assertThat(available()).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"08001", "08006"})
    void a_server_that_is_not_there_yet_is_waited_for(String state) {
        Faults faults = noConnection(2, new SQLException("nobody listens", state));
        JdbcCreditLedger ledger = ledger(faults);
        isConnecting.set(false);

        assertThat(ledger.charge(chargeOf(ALICE, 30, "task-1")).isReplay()).isFalse();

        assertThat(faults.happened()).isEqualTo(2);
    }

    /** Its host has said how long it is to wait for one. */
    @Test
    void a_pool_that_has_no_connection_is_asked_once() {
        SQLException exhausted = new SQLTransientConnectionException("none within 30 s");
        Faults faults = noConnection(5, exhausted);
        JdbcCreditLedger ledger = ledger(faults);
        isConnecting.set(false);

        assertThatNoConnectionIsHad(ledger, 1, exhausted);

        assertThat(faults.happened()).isEqualTo(1);
    }

    @Test
    void a_remembered_account_that_lost_its_connection_is_not_begun_anew_where_there_is_none_to_be_had() {
        SQLException exhausted = new SQLException("none within 30 s");
        Faults lost = Faults.before(
                call -> !isConnecting.get() && call.executes(),
                1,
                () -> Failure.CONNECTION_LOST.on(database.dialect()));
        Faults none = Faults.before(call -> lost.happened() == 1 && isGettingConnection(call), 5, () -> exhausted);
        JdbcCreditLedger ledger = database.impatientLedger(none.on(lost.on(connections.on(database.dataSource()))));
        ledger.charge(chargeOf(ALICE, 10, "task-0"));
        isConnecting.set(false);

        assertThatNoConnectionIsHad(ledger, 2, exhausted);

        assertThat(none.happened()).isEqualTo(1);
    }

    private static void assertThatNoConnectionIsHad(JdbcCreditLedger ledger, int attempts, SQLException cause) {
        assertThatThrownBy(() -> ledger.charge(chargeOf(ALICE, 30, "task-1")))
                .isInstanceOfSatisfying(LedgerUnavailableException.class, refusal -> {
                    assertThat(refusal.attempts()).isEqualTo(attempts);
                    assertThat(refusal.isDisconnected()).isTrue();
                })
                .hasCause(cause);
    }

    /** No connection is to be had as soon as the ledger is built. */
    private Faults noConnection(int times, SQLException failure) {
        return Faults.before(call -> !isConnecting.get() && isGettingConnection(call), times, () -> failure);
    }

    private static boolean isGettingConnection(Tap.Call call) {
        return "getConnection".equals(call.method());
    }

    @Test
    void a_balance_that_fails_is_read_again() {
        Faults faults = Faults.before(Faults::isExecution, 2, () -> Failure.CONNECTION_LOST.on(database.dialect()));

        assertThat(ledger(faults).balance(ALICE).available()).isEqualTo(Credits.of(100));
        assertThat(faults.happened()).isEqualTo(2);
    }

    @Test
    void an_interrupted_thread_does_not_try_again_and_stays_interrupted() {
        Faults faults = Faults.before(Faults::isInsert, 5, () -> {
            Thread.currentThread().interrupt();
            return Failure.SERIALIZATION.on(database.dialect());
        });

        assertThatThrownBy(() -> ledger(faults).charge(chargeOf(ALICE, 30, "task-1")))
                .isInstanceOfSatisfying(LedgerUnavailableException.class, refusal -> {
                    assertThat(refusal.attempts()).isEqualTo(1);
                    assertThat(refusal.isDisconnected()).isFalse();
                });

        assertThat(Thread.interrupted()).isTrue();
        assertThat(available()).isEqualTo(100);
    }

    @Test
    void an_exception_of_the_host_s_own_clock_leaves_no_transaction_open() {
        InstantSource stopped = () -> {
            throw new IllegalArgumentException("the clock has stopped");
        };
        JdbcCreditLedger broken = database.impatientLedger(connections.on(database.dataSource()), stopped);

        assertThatThrownBy(() -> broken.charge(chargeOf(ALICE, 30, "task-1"))).hasMessage("the clock has stopped");

        assertThat(connections.changed()).isEmpty();
        assertThat(database.ledger().charge(chargeOf(ALICE, 30, "task-1")).isReplay())
                .isFalse();
    }

    @Test
    void a_charge_whose_session_the_server_kills_is_made_on_another_one() throws SQLException {
        JdbcCreditLedger ledger = database.ledger();
        try (Threads threads = new Threads();
                Connection host = database.hostTransaction()) {
            ledger.joining(host).charge(chargeOf(ALICE, 10, "task-1"));
            Future<ChargeReceipt> waiting = threads.start(() -> ledger.charge(chargeOf(ALICE, 30, "task-2")));
            database.killLockWaiters();
            database.awaitLockWait();
            host.commit();

            assertThat(result(waiting).isReplay()).isFalse();
        }
        assertThat(available()).isEqualTo(60);
    }

    private JdbcCreditLedger ledger(Faults faults) {
        return database.impatientLedger(faults.on(connections.on(database.dataSource())));
    }

    private long available() {
        return database.ledger().balance(ALICE).available().value();
    }
}
