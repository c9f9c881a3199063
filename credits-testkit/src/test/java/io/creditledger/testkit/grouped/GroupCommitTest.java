package io.creditledger.testkit.grouped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.creditledger.AccountId;
import io.creditledger.ChargeCredits;
import io.creditledger.ChargeReceipt;
import io.creditledger.CreditPolicy;
import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.GrantCredits;
import io.creditledger.GroupCommit;
import io.creditledger.HistoryQuery;
import io.creditledger.IdempotencyKey;
import io.creditledger.InsufficientCreditsException;
import io.creditledger.LedgerBusyException;
import io.creditledger.LedgerClosedException;
import io.creditledger.LedgerTimeoutException;
import io.creditledger.LedgerUnavailableException;
import io.creditledger.testkit.InMemoryStore;
import io.creditledger.testkit.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is promised of calls that are committed in groups. */
class GroupCommitTest {
    private static final AccountId ALICE = AccountId.of("alice");
    private static final AccountId BOB = AccountId.of("bob");
    private static final GroupCommit ONE_COMMITTER = GroupCommit.DEFAULTS.committers(1);
    private static final Duration SOON = Duration.ofMillis(20);

    private final GatedStore store = new GatedStore(new InMemoryStore());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<GroupedLedger> ledgers = new ArrayList<>();

    @AfterEach
    void close() {
        store.open();
        ledgers.forEach(GroupedLedger::close);
        threads.shutdownNow();
    }

    /** Alice and Bob have 1,000 credits each. */
    private GroupedLedger ledger(GroupCommit groups) {
        CreditPolicy policy =
                CreditPolicy.builder().signUpCredits(Credits.of(1_000)).build();
        GroupedLedger ledger = new GroupedLedger(store, policy, SettableClock.at("2026-01-15T10:00:00Z"), groups);
        ledgers.add(ledger);
        ledger.open(ALICE);
        ledger.open(BOB);
        store.awaitArrivals(2);
        store.commits.clear();
        return ledger;
    }

    private static ChargeCredits charge(AccountId account, long credits, String key) {
        return ChargeCredits.of(account, Credits.of(credits), IdempotencyKey.of(key));
    }

    private Future<ChargeReceipt> calling(GroupedLedger ledger, ChargeCredits charge) {
        return threads.submit(() -> ledger.charge(charge));
    }

    /** Holds a commit up, so that whatever is called next has to wait. */
    private Future<ChargeReceipt> commitUnderWay(GroupedLedger ledger) {
        store.shut();
        Future<ChargeReceipt> first = calling(ledger, charge(ALICE, 1, "first"));
        store.awaitArrivals(1);
        return first;
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the call came to no result", e);
        }
    }

    private static Throwable failure(Callable<?> call) {
        Throwable thrown = catchThrowable(call::call);
        return Objects.requireNonNull(thrown instanceof ExecutionException ? thrown.getCause() : thrown);
    }

    private long available(GroupedLedger ledger, AccountId account) {
        return ledger.balance(account).available().value();
    }

    @Test
    void a_lone_call_is_committed_at_once_and_alone() {
        GroupedLedger ledger = ledger(ONE_COMMITTER);

        ledger.charge(charge(ALICE, 10, "a"));
        ledger.charge(charge(ALICE, 20, "b"));

        assertThat(store.commits).containsExactly(1, 1);
        assertThat(available(ledger, ALICE)).isEqualTo(970);
    }

    @Test
    void calls_that_come_while_a_commit_is_under_way_are_committed_together_and_in_order() {
        GroupedLedger ledger = ledger(ONE_COMMITTER);
        Future<ChargeReceipt> first = commitUnderWay(ledger);
        List<CompletionStage<ChargeReceipt>> waiting = IntStream.range(0, 20)
                .mapToObj(i -> ledger.submit(charge(i % 2 == 0 ? ALICE : BOB, 1, "k" + i)))
                .toList();

        store.open();

        assertThat(result(first).charge().amount()).isEqualTo(Credits.of(1));
        waiting.forEach(stage ->
                assertThat(result(stage.toCompletableFuture()).isReplay()).isFalse());
        assertThat(store.commits).containsExactly(1, 20);
        assertThat(ledger.history(BOB, HistoryQuery.all()).items().stream()
                        .flatMap(entry -> Optional.ofNullable(entry.request()).stream())
                        .map(request -> request.key().value())
                        .limit(10))
                .containsExactly("k19", "k17", "k15", "k13", "k11", "k9", "k7", "k5", "k3", "k1");
    }

    @Test
    void a_batch_is_no_larger_than_the_host_says() {
        GroupedLedger ledger = ledger(ONE_COMMITTER.batchSize(8));
        Future<ChargeReceipt> first = commitUnderWay(ledger);
        List<CompletionStage<ChargeReceipt>> waiting = IntStream.range(0, 20)
                .mapToObj(i -> ledger.submit(charge(ALICE, 1, "k" + i)))
                .toList();

        store.open();

        result(first);
        waiting.forEach(stage -> result(stage.toCompletableFuture()));
        assertThat(store.commits).containsExactly(1, 8, 8, 4);
    }

    @Test
    void a_refused_call_disturbs_no_neighbour() {
        GroupedLedger ledger = ledger(ONE_COMMITTER);
        Future<ChargeReceipt> first = commitUnderWay(ledger);
        Future<ChargeReceipt> before =
                ledger.submit(charge(ALICE, 900, "before")).toCompletableFuture();
        Future<ChargeReceipt> refused =
                ledger.submit(charge(ALICE, 100, "refused")).toCompletableFuture();
        Future<ChargeReceipt> after = ledger.submit(charge(ALICE, 99, "after")).toCompletableFuture();

        store.open();

        result(first);
        assertThat(result(before).charge().amount()).isEqualTo(Credits.of(900));
        assertThat(failure(refused::get)).isInstanceOf(InsufficientCreditsException.class);
        assertThat(result(after).charge().amount()).isEqualTo(Credits.of(99));
        assertThat(store.commits).containsExactly(1, 2);
        assertThat(available(ledger, ALICE)).isZero();
    }

    @Test
    void a_call_that_cannot_be_written_takes_no_others_with_it() {
        GroupedLedger ledger = ledger(ONE_COMMITTER);
        Future<ChargeReceipt> first = commitUnderWay(ledger);
        List<Future<ChargeReceipt>> waiting = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            waiting.add(
                    ledger.submit(charge(i % 2 == 0 ? ALICE : BOB, 1, "k" + i)).toCompletableFuture());
        }
        store.poison("k5");

        store.open();

        result(first);
        assertThat(failure(waiting.remove(5)::get)).hasMessage("the statement failed");
        waiting.forEach(call -> assertThat(result(call).isReplay()).isFalse());
        assertThat(available(ledger, ALICE)).isEqualTo(1_000 - 1 - 5);
        assertThat(available(ledger, BOB)).isEqualTo(1_000 - 3);
    }

    @Test
    void nobody_looks_for_a_culprit_while_the_database_is_away() {
        GroupedLedger ledger = ledger(ONE_COMMITTER);
        Future<ChargeReceipt> first = commitUnderWay(ledger);
        Future<ChargeReceipt> second = ledger.submit(charge(ALICE, 1, "a")).toCompletableFuture();
        Future<ChargeReceipt> third = ledger.submit(charge(BOB, 1, "b")).toCompletableFuture();
        int begun = store.begun.get();
        LedgerUnavailableException away = new LedgerUnavailableException(9, new IllegalStateException("refused"));
        store.failWith(away);

        store.open();

        assertThat(failure(first::get)).isSameAs(away);
        assertThat(failure(second::get)).isSameAs(away);
        assertThat(failure(third::get)).isSameAs(away);
        assertThat(store.begun.get() - begun).isEqualTo(1);
        store.failWith(null);
        assertThat(ledger.charge(charge(ALICE, 1, "a")).isReplay()).isFalse();
    }

    @Test
    void whatever_happens_to_a_committer_its_callers_are_answered_and_it_goes_on() {
        GroupedLedger ledger = ledger(ONE_COMMITTER);
        store.failWith(new StackOverflowError("too deep"));

        assertThatThrownBy(() -> ledger.charge(charge(ALICE, 1, "a")))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("too deep");

        store.failWith(null);
        assertThat(ledger.charge(charge(ALICE, 1, "a")).isReplay()).isFalse();
    }

    @Test
    void a_call_that_finds_the_queue_full_is_refused_and_may_be_made_again() {
        GroupedLedger ledger = ledger(ONE_COMMITTER.queueSize(2));
        Future<ChargeReceipt> first = commitUnderWay(ledger);
        Future<ChargeReceipt> second = ledger.submit(charge(ALICE, 1, "a")).toCompletableFuture();
        Future<ChargeReceipt> third = ledger.submit(charge(ALICE, 1, "b")).toCompletableFuture();

        assertThatThrownBy(() -> ledger.charge(charge(ALICE, 1, "c")))
                .isInstanceOf(LedgerBusyException.class)
                .hasMessageContaining("2 calls wait for the committer");
        assertThat(failure(ledger.submit(charge(ALICE, 1, "c")).toCompletableFuture()::get))
                .isInstanceOf(LedgerBusyException.class);

        store.open();
        result(first);
        result(second);
        result(third);
        assertThat(ledger.charge(charge(ALICE, 1, "c")).isReplay()).isFalse();
    }

    @Test
    void a_caller_whose_time_is_up_while_it_waits_has_changed_nothing() {
        GroupedLedger ledger = ledger(ONE_COMMITTER.timeout(SOON));
        store.shut();
        CompletionStage<ChargeReceipt> first = ledger.submit(charge(ALICE, 1, "first"));
        store.awaitArrivals(1);

        assertThatThrownBy(() -> ledger.charge(charge(ALICE, 10, "late")))
                .isInstanceOfSatisfying(
                        LedgerTimeoutException.class,
                        timeout -> assertThat(timeout.isWithdrawn()).isTrue())
                .hasMessageContaining("was not done within PT0.02S, and has changed nothing");

        store.open();
        result(first.toCompletableFuture());
        ledger.close();
        assertThat(available(ledger, ALICE)).isEqualTo(999);
    }

    @Test
    void a_caller_whose_time_is_up_during_the_commit_finds_the_effect_by_its_key() {
        GroupedLedger ledger = ledger(ONE_COMMITTER.timeout(SOON));
        store.shut();
        Future<ChargeReceipt> late = calling(ledger, charge(ALICE, 10, "late"));
        store.awaitArrivals(1);

        assertThat(failure(late::get))
                .isInstanceOfSatisfying(
                        LedgerTimeoutException.class,
                        timeout -> assertThat(timeout.isWithdrawn()).isFalse())
                .hasMessageContaining("is being committed; call again with the same key");

        store.open();
        GroupedLedger patient = ledger(ONE_COMMITTER);
        ledger.close();
        assertThat(patient.charge(charge(ALICE, 10, "late")).isReplay()).isTrue();
        assertThat(available(patient, ALICE)).isEqualTo(990);
    }

    @Test
    void an_interrupted_caller_that_waits_has_changed_nothing_and_stays_interrupted() {
        GroupedLedger ledger = ledger(ONE_COMMITTER);
        Future<ChargeReceipt> first = commitUnderWay(ledger);
        Future<Boolean> interrupted = threads.submit(() -> {
            Thread.currentThread().interrupt();
            Throwable thrown = catchThrowable(() -> ledger.charge(charge(ALICE, 10, "late")));
            assertThat(thrown)
                    .isInstanceOfSatisfying(
                            LedgerTimeoutException.class,
                            timeout -> assertThat(timeout.isWithdrawn()).isTrue())
                    .hasMessageContaining("interrupted");
            return Thread.currentThread().isInterrupted();
        });

        assertThat(result(interrupted)).isTrue();
        store.open();
        result(first);
        ledger.close();
        assertThat(available(ledger, ALICE)).isEqualTo(999);
    }

    @Test
    void closing_finishes_what_waits_and_refuses_what_comes_later() {
        GroupedLedger ledger = ledger(ONE_COMMITTER);
        Future<ChargeReceipt> first = commitUnderWay(ledger);
        Future<ChargeReceipt> waiting = ledger.submit(charge(ALICE, 1, "a")).toCompletableFuture();
        Future<?> closing = threads.submit(ledger::close);
        awaitClosed(ledger);

        store.open();

        result(closing);
        assertThat(first).isDone();
        assertThat(result(waiting).isReplay()).isFalse();
        assertThatThrownBy(() -> ledger.charge(charge(ALICE, 1, "b"))).isInstanceOf(LedgerClosedException.class);
        assertThat(failure(ledger.submit(charge(ALICE, 1, "b")).toCompletableFuture()::get))
                .isInstanceOf(LedgerClosedException.class);
        assertThat(available(ledger, ALICE)).isEqualTo(998);
        ledger.close();
    }

    /** What is asked for until then is a repetition of what waits. */
    private static void awaitClosed(GroupedLedger ledger) {
        boolean closed = false;
        while (!closed) {
            Future<ChargeReceipt> repeated =
                    ledger.submit(charge(ALICE, 1, "a")).toCompletableFuture();
            closed = repeated.isDone() && failure(repeated::get) instanceof LedgerClosedException;
            Thread.onSpinWait();
        }
    }

    @Test
    void what_hangs_on_a_stage_does_not_hold_the_committer_up() {
        GroupedLedger ledger = ledger(ONE_COMMITTER);
        CountDownLatch held = new CountDownLatch(1);
        store.shut();
        CompletionStage<Boolean> slow = ledger.submit(charge(ALICE, 1, "a")).thenApply(receipt -> {
            awaitUninterruptibly(held);
            return receipt.isReplay();
        });
        store.open();

        assertThat(ledger.charge(charge(ALICE, 1, "b")).isReplay()).isFalse();

        held.countDown();
        assertThat(result(slow.toCompletableFuture())).isFalse();
    }

    @Test
    void hundreds_of_stages_are_completed_by_a_few_threads() {
        GroupedLedger ledger = ledger(ONE_COMMITTER);
        store.shut();
        List<CompletableFuture<Thread>> completing = IntStream.range(0, 500)
                .mapToObj(i -> ledger.submit(charge(ALICE, 1, "task-" + i)).thenApply(paid -> Thread.currentThread()))
                .map(CompletionStage::toCompletableFuture)
                .toList();
        store.open();

        Set<Thread> threads = completing.stream().map(GroupCommitTest::result).collect(Collectors.toSet());

        assertThat(threads)
                .hasSizeLessThanOrEqualTo(Math.max(2, Runtime.getRuntime().availableProcessors()))
                .allSatisfy(thread -> assertThat(thread.getName()).isEqualTo("credit-answers"));
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void an_account_belongs_to_one_committer_and_the_accounts_to_all_of_them() {
        GroupedLedger ledger = ledger(GroupCommit.DEFAULTS.committers(4));
        List<AccountId> accounts = IntStream.range(0, 40)
                .mapToObj(i -> AccountId.of("account-" + i))
                .toList();
        accounts.forEach(ledger::open);

        Future<?> one = threads.submit(() -> accounts.forEach(account -> ledger.charge(charge(account, 1, "one"))));
        Future<?> two = threads.submit(() -> accounts.forEach(account -> ledger.charge(charge(account, 2, "two"))));
        result(one);
        result(two);

        assertThat(accounts)
                .allSatisfy(account -> assertThat(store.committersOf(account)).hasSize(1));
        assertThat(accounts.stream()
                        .flatMap(account -> store.committersOf(account).stream())
                        .distinct())
                .hasSize(4);
    }

    @Test
    void thousands_of_virtual_threads_may_wait_at_once() throws Exception {
        GroupedLedger ledger = ledger(ONE_COMMITTER);
        ledger.grant(GrantCredits.of(ALICE, Credits.of(10_000), "purchase", IdempotencyKey.of("order:1")));
        ExecutorService callers = lightThreads();
        try {
            List<Future<ChargeReceipt>> calls = IntStream.range(0, 2_000)
                    .mapToObj(i -> callers.submit(() -> ledger.charge(charge(ALICE, 1, "k" + i))))
                    .toList();
            calls.forEach(call -> assertThat(result(call).isReplay()).isFalse());
        } finally {
            callers.shutdownNow();
        }
        assertThat(available(ledger, ALICE)).isEqualTo(9_000);
        List<Entry> entries = ledger.history(ALICE, HistoryQuery.all().limit(1)).items();
        assertThat(entries.get(0).seq()).isEqualTo(1 + 1 + 2_000);
    }

    /** Virtual threads where the JDK has them; else a few hundred of its own. */
    private static ExecutorService lightThreads() throws ReflectiveOperationException {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException e) {
            return Executors.newFixedThreadPool(200);
        }
    }
}
