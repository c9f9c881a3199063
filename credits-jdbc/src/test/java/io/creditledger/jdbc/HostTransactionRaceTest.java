package io.creditledger.jdbc;

import static io.creditledger.jdbc.LedgerDatabase.ALICE;
import static io.creditledger.jdbc.LedgerDatabase.BOB;
import static io.creditledger.jdbc.LedgerDatabase.chargeOf;
import static io.creditledger.jdbc.LedgerDatabase.grantOf;
import static io.creditledger.jdbc.LedgerDatabase.placeOrder;
import static io.creditledger.jdbc.Threads.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.AccountId;
import io.creditledger.ChargeReceipt;
import io.creditledger.CreditLedger;
import io.creditledger.Credits;
import io.creditledger.HostTransactionException;
import io.creditledger.OpenReceipt;
import io.creditledger.StartTask;
import io.creditledger.TaskId;
import io.creditledger.TaskReceipt;
import io.creditledger.TaskStatus;
import io.creditledger.Tier;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Transactions of hosts that meet each other on the same accounts. */
@EveryDatabase
class HostTransactionRaceTest {
    private static final int ATTEMPTS = 10;
    private static final TaskId TASK = TaskId.of("4711");

    private final LedgerDatabase database;
    private final JdbcCreditLedger ledger;
    private final Threads threads = new Threads();

    HostTransactionRaceTest(TestDatabase server) {
        database = LedgerDatabase.emptied(server);
        ledger = database.ledger();
    }

    @AfterEach
    void audit() {
        threads.close();
        database.assertInvariants();
    }

    @Test
    void of_two_transactions_that_open_an_account_the_second_waits_and_replays() throws SQLException {
        try (Connection first = database.hostTransaction()) {
            ledger.joining(first).open(ALICE);
            Future<OpenReceipt> second = threads.start(this::openAndCharge);
            database.awaitLockWait();
            ledger.joining(first).grant(grantOf(ALICE, 10, "purchase-1"));
            first.commit();

            assertThat(result(second).isReplay()).isTrue();
        }
        assertThat(ledger.balance(ALICE).available()).isEqualTo(Credits.of(9));
        assertThat(database.orders()).isEqualTo(1);
    }

    @Test
    void when_the_first_opening_is_rolled_back_the_second_opens_the_account() throws SQLException {
        try (Connection first = database.hostTransaction()) {
            ledger.joining(first).open(ALICE);
            Future<OpenReceipt> second = threads.start(() -> database.inHostTransaction(
                    transaction -> ledger.joining(transaction).open(ALICE)));
            database.awaitLockWait();
            first.rollback();

            assertThat(result(second).isReplay()).isFalse();
        }
        assertThat(ledger.open(ALICE).isReplay()).isTrue();
    }

    @Test
    void a_charge_with_the_key_of_a_transaction_under_way_waits_and_replays_it() throws SQLException {
        openBothWith(100);
        try (Connection first = database.hostTransaction()) {
            ledger.joining(first).charge(chargeOf(ALICE, 30, "order-1"));
            Future<ChargeReceipt> second = threads.start(() -> ledger.charge(chargeOf(ALICE, 30, "order-1")));
            database.awaitLockWait();
            first.commit();

            assertThat(result(second).isReplay()).isTrue();
        }
        assertThat(ledger.balance(ALICE).available()).isEqualTo(Credits.of(70));
    }

    @Test
    void a_charge_with_the_key_of_a_transaction_that_is_rolled_back_is_made() throws SQLException {
        openBothWith(100);
        try (Connection first = database.hostTransaction()) {
            ledger.joining(first).charge(chargeOf(ALICE, 30, "order-1"));
            Future<ChargeReceipt> second = threads.start(() -> ledger.charge(chargeOf(ALICE, 30, "order-1")));
            database.awaitLockWait();
            first.rollback();

            assertThat(result(second).isReplay()).isFalse();
        }
        assertThat(ledger.balance(ALICE).available()).isEqualTo(Credits.of(70));
    }

    @Test
    void a_completion_that_comes_while_another_is_under_way_waits_and_replays_it() throws SQLException {
        openBothWith(100);
        ledger.tasks().start(StartTask.of(ALICE, TASK, Tier.STANDARD));
        try (Connection first = database.hostTransaction()) {
            ledger.joining(first).tasks().complete(TASK, Duration.ofSeconds(5));
            Future<TaskReceipt> second = threads.start(() -> database.inHostTransaction(
                    transaction -> ledger.joining(transaction).tasks().complete(TASK, Duration.ofSeconds(5))));
            database.awaitLockWait();
            first.commit();

            assertThat(result(second).isReplay()).isTrue();
        }
        assertThat(ledger.balance(ALICE).available()).isEqualTo(Credits.of(50));
    }

    @Test
    void a_completion_that_is_rolled_back_with_the_host_s_rows_is_made_by_the_next() throws SQLException {
        openBothWith(100);
        ledger.tasks().start(StartTask.of(ALICE, TASK, Tier.STANDARD));
        try (Connection first = database.hostTransaction()) {
            ledger.joining(first).tasks().complete(TASK, Duration.ofSeconds(5));
            first.rollback();
        }
        assertThat(ledger.tasks().find(TASK).status()).isEqualTo(TaskStatus.RUNNING);
        assertThat(ledger.balance(ALICE).available()).isEqualTo(Credits.of(100));
        assertThat(ledger.tasks().complete(TASK, Duration.ofSeconds(5)).isReplay())
                .isFalse();
    }

    @Test
    void two_transactions_that_lock_accounts_crosswise_both_succeed_when_run_again() {
        openBothWith(100);
        CyclicBarrier bothHoldOne = new CyclicBarrier(2);
        AtomicInteger failures = new AtomicInteger();

        Future<Integer> forth = threads.start(() -> transferUntilDone(ALICE, BOB, "forth", bothHoldOne, failures));
        Future<Integer> back = threads.start(() -> transferUntilDone(BOB, ALICE, "back", bothHoldOne, failures));

        assertThat(result(forth) + result(back)).isEqualTo(2 + failures.get()).isGreaterThan(2);
        assertThat(database.orders()).isEqualTo(2);
        assertThat(ledger.balance(ALICE).available()).isEqualTo(Credits.of(80));
        assertThat(ledger.balance(BOB).available()).isEqualTo(Credits.of(80));
    }

    private OpenReceipt openAndCharge() {
        return database.inHostTransaction(transaction -> {
            OpenReceipt receipt = ledger.joining(transaction).open(ALICE);
            ledger.joining(transaction).charge(chargeOf(ALICE, 1, "order-1"));
            placeOrder(transaction, "order-1", 1);
            return receipt;
        });
    }

    /** Runs the whole transaction again as long as the ledger asks for it, and returns how often it ran. */
    private int transferUntilDone(
            AccountId from, AccountId to, String order, CyclicBarrier bothHoldOne, AtomicInteger failures) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            boolean meet = attempt == 1;
            try {
                database.inHostTransaction(transaction -> {
                    CreditLedger joined = ledger.joining(transaction);
                    placeOrder(transaction, order, 20);
                    joined.charge(chargeOf(from, 10, order));
                    if (meet) {
                        await(bothHoldOne);
                    }
                    return joined.charge(chargeOf(to, 10, order));
                });
                return attempt;
            } catch (HostTransactionException e) {
                failures.incrementAndGet();
            }
        }
        throw new AssertionError(order + " was not done in " + ATTEMPTS + " attempts");
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private void openBothWith(long credits) {
        for (AccountId account : new AccountId[] {ALICE, BOB}) {
            ledger.open(account);
            ledger.grant(grantOf(account, credits, "purchase-1"));
        }
    }
}
