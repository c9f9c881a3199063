package io.creditledger.jdbc;

import static io.creditledger.jdbc.LedgerDatabase.ALICE;
import static io.creditledger.jdbc.LedgerDatabase.chargeOf;
import static io.creditledger.jdbc.LedgerDatabase.grantOf;
import static io.creditledger.jdbc.LedgerDatabase.placeOrder;
import static io.creditledger.jdbc.Threads.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.AccountId;
import io.creditledger.ChargeReceipt;
import io.creditledger.CreditLedger;
import io.creditledger.Expiry;
import io.creditledger.InsufficientCreditsException;
import io.creditledger.StartTask;
import io.creditledger.TaskId;
import io.creditledger.Tier;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The host's column in transactions of the host, and in many transactions at once. */
@EveryDatabase
class UserCreditsTransactionTest {
    private static final int CALLERS = 8;
    private static final int CHARGES = 10;

    private final LedgerDatabase database;
    private final HostUsers users;
    private final JdbcCreditLedger ledger;
    private final Threads threads = new Threads();

    UserCreditsTransactionTest(TestDatabase server) {
        database = LedgerDatabase.emptied(server);
        users = new HostUsers(database).table("varchar(64)", "int").with("alice", "bob");
        ledger = users.ledger();
    }

    @BeforeEach
    void grantHundred() {
        ledger.open(ALICE);
        ledger.grant(grantOf(ALICE, 100, "purchase-1"));
    }

    @AfterEach
    void audit() {
        threads.close();
        database.assertInvariants();
        assertThat(users.credits("alice"))
                .isEqualTo(ledger.balance(ALICE).available().value());
        users.close();
    }

    @ParameterizedTest
    @EnumSource
    void the_column_is_committed_with_the_order_and_its_charge(HostTransactionTest.Way way) {
        database.inHostTransaction(connection -> {
            placeOrder(connection, "order-1", 30);
            way.join(ledger, connection).charge(chargeOf(ALICE, 30, "order-1"));
            assertThat(users.credits("alice")).isEqualTo(100);
            return way.join(ledger, connection).rewards().dailySignIn(ALICE);
        });

        assertThat(users.credits("alice")).isEqualTo(80);
    }

    @ParameterizedTest
    @EnumSource
    void the_column_vanishes_with_the_order_and_its_charge(HostTransactionTest.Way way) throws SQLException {
        try (Connection connection = database.hostTransaction()) {
            placeOrder(connection, "order-1", 30);
            way.join(ledger, connection).charge(chargeOf(ALICE, 30, "order-1"));
            assertThat(creditsOfAlice(connection)).isEqualTo(70);
            connection.rollback();
        }

        assertThat(users.credits("alice")).isEqualTo(100);
    }

    @Test
    void a_rollback_to_a_savepoint_takes_the_column_back_with_the_charge() {
        database.inHostTransaction(connection -> {
            CreditLedger joined = ledger.joining(connection);
            joined.charge(chargeOf(ALICE, 10, "order-1"));
            Savepoint savepoint = connection.setSavepoint();
            joined.charge(chargeOf(ALICE, 30, "order-2"));
            connection.rollback(savepoint);
            return connection;
        });

        assertThat(users.credits("alice")).isEqualTo(90);
    }

    @Test
    void a_refusal_in_the_host_s_transaction_leaves_the_column_as_it_was() {
        database.inHostTransaction(connection -> {
            CreditLedger joined = ledger.joining(connection);
            joined.charge(chargeOf(ALICE, 10, "order-1"));
            assertThatThrownBy(() -> joined.charge(chargeOf(ALICE, 91, "order-2")))
                    .isInstanceOf(InsufficientCreditsException.class);
            assertThat(creditsOfAlice(connection)).isEqualTo(90);
            return connection;
        });

        assertThat(users.credits("alice")).isEqualTo(90);
    }

    @Test
    void a_user_and_its_account_can_come_in_one_transaction() {
        database.inHostTransaction(connection -> {
            TestDatabase.execute(connection, "insert into users (id) values ('carol')");
            return ledger.joining(connection).open(AccountId.of("carol"));
        });

        assertThat(users.credits("carol")).isZero();
    }

    @Test
    void a_transaction_that_fails_in_the_column_fails_as_a_whole() {
        TestDatabase.execute(database.dataSource(), "alter table users add constraint few check (credits <= 120)");

        assertThatThrownBy(() -> ledger.grant(grantOf(ALICE, 50, "purchase-2")))
                .hasMessageContaining("the database did not do the work");

        assertThat(ledger.balance(ALICE).available().value()).isEqualTo(100);
        assertThat(users.credits("alice")).isEqualTo(100);
    }

    @Test
    void callers_who_charge_one_account_at_once_leave_the_column_right() {
        ledger.grant(grantOf(ALICE, 1_000, "purchase-2"));

        atOnce(caller -> chargeOften(ALICE, caller));

        assertThat(users.credits("alice")).isEqualTo(1_100 - CALLERS * CHARGES);
    }

    @Test
    void callers_who_charge_many_accounts_while_sweeps_go_over_them_leave_the_column_right() {
        Instant expires = Instant.parse("2026-02-01T00:00:00Z");
        List<AccountId> accounts = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            AccountId account = AccountId.of("user-" + caller);
            accounts.add(account);
            users.with(account.value());
            ledger.open(account);
            ledger.grant(grantOf(account, 1_000, "purchase-1"));
            ledger.grant(grantOf(account, 5, "gift").expiring(Expiry.at(expires)));
        }
        database.clock.set("2026-02-01T00:00:00Z");

        atOnce(caller -> caller % 2 == 0 ? ledger.expire() : chargeOften(accounts.get(caller), caller));

        assertThat(accounts)
                .allSatisfy(account -> assertThat(users.credits(account.value()))
                        .isEqualTo(ledger.balance(account).available().value()));
        assertThat(users.credits("user-0")).isEqualTo(1_000);
        assertThat(users.credits("user-1")).isEqualTo(1_000 - CHARGES);
    }

    @Test
    void tasks_that_are_completed_twice_at_once_are_followed_once() {
        ledger.tasks().start(StartTask.of(ALICE, TaskId.of("4711"), Tier.STANDARD));

        atOnce(caller -> ledger.tasks().complete(TaskId.of("4711"), Duration.ofSeconds(5)));

        assertThat(users.credits("alice")).isEqualTo(50);
    }

    @Test
    void a_charge_that_waited_for_a_transaction_of_the_host_adds_to_what_that_one_left() throws SQLException {
        try (Connection first = database.hostTransaction()) {
            ledger.joining(first).charge(chargeOf(ALICE, 30, "order-1"));
            Future<ChargeReceipt> second = threads.start(() -> ledger.charge(chargeOf(ALICE, 20, "order-2")));
            database.awaitLockWait();
            first.commit();

            assertThat(result(second).isReplay()).isFalse();
        }
        assertThat(users.credits("alice")).isEqualTo(50);
    }

    private interface Call {
        Object by(int caller);
    }

    private void atOnce(Call call) {
        CyclicBarrier all = new CyclicBarrier(CALLERS);
        List<Future<Object>> calls = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            int number = caller;
            calls.add(threads.start(() -> {
                all.await(10, TimeUnit.SECONDS);
                return call.by(number);
            }));
        }
        assertThat(calls).allSatisfy(started -> assertThat(result(started)).isNotNull());
    }

    private ChargeReceipt chargeOften(AccountId account, int caller) {
        for (int charge = 1; charge < CHARGES; charge++) {
            ledger.charge(chargeOf(account, 1, "task-" + caller + "-" + charge));
        }
        return ledger.charge(chargeOf(account, 1, "task-" + caller + "-" + CHARGES));
    }

    private static long creditsOfAlice(Connection connection) throws SQLException {
        return LedgerDatabase.count(connection, "select credits from users where id = 'alice'");
    }
}
