package io.creditledger.jdbc;

import static io.creditledger.jdbc.LedgerDatabase.ALICE;
import static io.creditledger.jdbc.LedgerDatabase.BOB;
import static io.creditledger.jdbc.LedgerDatabase.chargeOf;
import static io.creditledger.jdbc.LedgerDatabase.grantOf;
import static io.creditledger.jdbc.LedgerDatabase.placeOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.AccountNotFoundException;
import io.creditledger.ChargeReceipt;
import io.creditledger.CreditLedger;
import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.HistoryQuery;
import io.creditledger.HostTransactionException;
import io.creditledger.IdempotencyConflictException;
import io.creditledger.InsufficientCreditsException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What the ledger does in a transaction that the host begins and ends. */
@EveryDatabase
class HostTransactionTest {
    private final LedgerDatabase database;
    private final JdbcCreditLedger ledger;

    HostTransactionTest(TestDatabase server) {
        database = LedgerDatabase.emptied(server);
        ledger = database.ledger();
    }

    /** The ways to hand the host's transaction to the ledger. */
    enum Way {
        CONNECTION {
            @Override
            CreditLedger join(JdbcCreditLedger ledger, Connection connection) {
                return ledger.joining(connection);
            }
        },
        JOOQ {
            @Override
            CreditLedger join(JdbcCreditLedger ledger, Connection connection) {
                return ledger.joining(DSL.using(connection));
            }
        },
        DATA_SOURCE {
            @Override
            CreditLedger join(JdbcCreditLedger ledger, Connection connection) {
                return ledger.joining(new SingleConnectionDataSource(connection, true));
            }
        };

        abstract CreditLedger join(JdbcCreditLedger ledger, Connection connection);
    }

    @BeforeEach
    void grantHundred() {
        ledger.open(ALICE);
        ledger.grant(grantOf(ALICE, 100, "purchase-1"));
    }

    @AfterEach
    void audit() {
        database.assertInvariants();
    }

    @ParameterizedTest
    @EnumSource
    void a_commit_makes_the_order_and_its_charge_durable(Way way) {
        database.inHostTransaction(connection -> {
            placeOrder(connection, "order-1", 30);
            return way.join(ledger, connection).charge(chargeOf(ALICE, 30, "order-1"));
        });

        assertThat(database.orders()).isEqualTo(1);
        assertThat(available()).isEqualTo(70);
    }

    @ParameterizedTest
    @EnumSource
    void a_rollback_takes_the_order_and_its_charge_and_leaves_the_key_unused(Way way) throws SQLException {
        try (Connection connection = database.hostTransaction()) {
            placeOrder(connection, "order-1", 30);
            way.join(ledger, connection).charge(chargeOf(ALICE, 30, "order-1"));
            connection.rollback();
        }

        assertThat(database.orders()).isZero();
        assertThat(available()).isEqualTo(100);
        assertThat(ledger.charge(chargeOf(ALICE, 20, "order-1")).isReplay()).isFalse();
        assertThat(available()).isEqualTo(80);
    }

    @ParameterizedTest
    @EnumSource
    void a_rollback_to_a_savepoint_takes_what_came_after_it_and_nothing_else(Way way) {
        ChargeReceipt repeated = database.inHostTransaction(connection -> {
            CreditLedger joined = way.join(ledger, connection);
            joined.charge(chargeOf(ALICE, 10, "order-1"));
            Savepoint savepoint = connection.setSavepoint();
            joined.charge(chargeOf(ALICE, 30, "order-2"));
            connection.rollback(savepoint);
            return joined.charge(chargeOf(ALICE, 20, "order-2"));
        });

        assertThat(repeated.isReplay()).isFalse();
        assertThat(repeated.charge().amount()).isEqualTo(Credits.of(20));
        assertThat(available()).isEqualTo(70);
        assertThat(ledger.charge(chargeOf(ALICE, 10, "order-1")).isReplay()).isTrue();
    }

    @Test
    void the_transaction_sees_its_own_charges_and_nobody_else_does_before_the_commit() {
        database.inHostTransaction(connection -> {
            CreditLedger joined = ledger.joining(connection);
            joined.charge(chargeOf(ALICE, 30, "order-1"));

            assertThat(joined.balance(ALICE).available()).isEqualTo(Credits.of(70));
            assertThat(joined.charge(chargeOf(ALICE, 30, "order-1")).isReplay()).isTrue();
            assertThat(available()).isEqualTo(100);
            return joined;
        });

        assertThat(available()).isEqualTo(70);
    }

    @Test
    void an_account_can_be_opened_granted_and_charged_in_one_transaction() {
        database.inHostTransaction(connection -> {
            CreditLedger joined = ledger.joining(connection);
            joined.open(BOB);
            joined.grant(grantOf(BOB, 50, "purchase-1"));
            return joined.charge(chargeOf(BOB, 20, "order-1"));
        });

        assertThat(ledger.balance(BOB).available()).isEqualTo(Credits.of(30));
    }

    @Test
    void an_account_whose_opening_was_rolled_back_was_never_opened() throws SQLException {
        try (Connection connection = database.hostTransaction()) {
            ledger.joining(connection).open(BOB);
            connection.rollback();
        }

        assertThatThrownBy(() -> ledger.balance(BOB)).isInstanceOf(AccountNotFoundException.class);
        assertThat(ledger.open(BOB).isReplay()).isFalse();
    }

    @Test
    void several_charges_in_one_transaction_follow_each_other_in_the_journal() {
        database.inHostTransaction(connection -> {
            CreditLedger joined = ledger.joining(connection);
            for (int order = 1; order <= 5; order++) {
                placeOrder(connection, "order-" + order, 10);
                joined.charge(chargeOf(ALICE, 10, "order-" + order));
            }
            return joined;
        });

        assertThat(database.orders()).isEqualTo(5);
        assertThat(ledger.history(ALICE, HistoryQuery.all()).items())
                .extracting(Entry::seq)
                .containsExactly(7L, 6L, 5L, 4L, 3L, 2L, 1L);
        assertThat(available()).isEqualTo(50);
    }

    @ParameterizedTest
    @EnumSource
    void refusals_leave_the_transaction_usable(Way way) {
        database.inHostTransaction(connection -> {
            CreditLedger joined = way.join(ledger, connection);
            joined.charge(chargeOf(ALICE, 10, "order-1"));
            assertThatThrownBy(() -> joined.charge(chargeOf(ALICE, 1_000, "order-2")))
                    .isInstanceOf(InsufficientCreditsException.class);
            assertThatThrownBy(() -> joined.charge(chargeOf(ALICE, 11, "order-1")))
                    .isInstanceOf(IdempotencyConflictException.class);
            assertThatThrownBy(() -> joined.charge(chargeOf(BOB, 1, "order-1")))
                    .isInstanceOf(AccountNotFoundException.class);
            assertThatThrownBy(() -> joined.balance(BOB)).isInstanceOf(AccountNotFoundException.class);
            placeOrder(connection, "order-2", 20);
            return joined.charge(chargeOf(ALICE, 20, "order-2"));
        });

        assertThat(database.orders()).isEqualTo(1);
        assertThat(available()).isEqualTo(70);
    }

    @Test
    void the_sweep_can_be_part_of_the_transaction() throws SQLException {
        database.clock.set("2026-08-01T00:00:00Z");
        try (Connection connection = database.hostTransaction()) {
            assertThat(ledger.joining(connection).expire().grants()).isEqualTo(1);
            connection.rollback();
        }

        assertThat(ledger.expire().grants()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void a_connection_outside_of_a_transaction_is_refused_by_name(Way way) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            CreditLedger joined = way.join(ledger, connection);

            assertThatThrownBy(() -> joined.charge(chargeOf(ALICE, 10, "order-1")))
                    .isInstanceOf(HostTransactionException.class)
                    .hasMessageContainingAll("autocommit is on", "begin the transaction before the ledger is called");
            assertThatThrownBy(() -> joined.balance(ALICE)).isInstanceOf(HostTransactionException.class);
        }
        assertThat(available()).isEqualTo(100);
    }

    @Test
    void a_connection_that_the_host_has_closed_is_refused_by_name() throws SQLException {
        Connection connection = database.hostTransaction();
        connection.rollback();
        connection.close();

        assertThatThrownBy(() -> ledger.joining(connection).charge(chargeOf(ALICE, 10, "order-1")))
                .isInstanceOf(HostTransactionException.class)
                .hasRootCauseInstanceOf(SQLException.class);
        assertThat(available()).isEqualTo(100);
    }

    @Test
    void a_jooq_transaction_commits_the_charge_with_the_order() {
        jooq().transaction(transaction -> {
            transaction.dsl().execute("insert into host_order values ('order-1', 30)");
            ledger.joining(transaction.dsl()).charge(chargeOf(ALICE, 30, "order-1"));
        });

        assertThat(database.orders()).isEqualTo(1);
        assertThat(available()).isEqualTo(70);
    }

    @Test
    void a_jooq_transaction_that_fails_takes_the_charge_with_it() {
        assertThatThrownBy(() -> jooq().transaction(transaction -> {
                    transaction.dsl().execute("insert into host_order values ('order-1', 30)");
                    ledger.joining(transaction.dsl()).charge(chargeOf(ALICE, 30, "order-1"));
                    throw new IllegalArgumentException("out of stock");
                }))
                .hasMessageContaining("out of stock");

        assertThat(database.orders()).isZero();
        assertThat(available()).isEqualTo(100);
    }

    @Test
    void a_nested_jooq_transaction_that_fails_takes_only_its_own_charge() {
        jooq().transaction(outer -> {
            ledger.joining(outer.dsl()).charge(chargeOf(ALICE, 10, "order-1"));
            assertThatThrownBy(() -> outer.dsl().transaction(inner -> {
                        ledger.joining(inner.dsl()).charge(chargeOf(ALICE, 30, "order-2"));
                        throw new IllegalArgumentException("out of stock");
                    }))
                    .hasMessageContaining("out of stock");
        });

        assertThat(available()).isEqualTo(90);
        assertThat(ledger.charge(chargeOf(ALICE, 30, "order-2")).isReplay()).isFalse();
    }

    @Test
    void an_account_whose_opening_failed_is_not_there_although_the_host_commits() throws SQLException {
        try (Connection connection = database.hostTransaction()) {
            database.clock.set("9999-12-31T00:00:00Z");
            assertThatThrownBy(() ->
                            database.ledgerWithSignUp().joining(connection).open(BOB))
                    .isInstanceOf(IllegalArgumentException.class);
            connection.commit();
        }

        assertThatThrownBy(() -> ledger.balance(BOB)).isInstanceOf(AccountNotFoundException.class);
        database.clock.set("2026-01-15T10:00:00Z");
        assertThat(ledger.open(BOB).isReplay()).isFalse();
    }

    @Test
    void a_jooq_context_outside_of_a_transaction_is_refused_by_name() {
        assertThatThrownBy(() -> ledger.joining(jooq()).charge(chargeOf(ALICE, 10, "order-1")))
                .isInstanceOf(HostTransactionException.class)
                .hasMessageContaining("autocommit is on");
        assertThat(database.dataSource().getHikariPoolMXBean().getActiveConnections())
                .isZero();
    }

    @Test
    void a_jooq_context_without_any_connection_is_refused_by_name() {
        assertThatThrownBy(() -> ledger.joining(DSL.using(database.dialect().configuration()))
                        .balance(ALICE))
                .isInstanceOf(HostTransactionException.class)
                .hasMessageContaining("the jOOQ context has none");
    }

    private DSLContext jooq() {
        return DSL.using(database.dialect().configuration().derive(database.dataSource()));
    }

    private long available() {
        return ledger.balance(ALICE).available().value();
    }
}
