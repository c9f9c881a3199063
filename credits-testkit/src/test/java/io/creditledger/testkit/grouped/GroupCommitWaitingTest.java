package io.creditledger.testkit.grouped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.creditledger.ChargeReceipt;
import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.GrantCredits;
import io.creditledger.HistoryQuery;
import io.creditledger.IdempotencyKey;
import io.creditledger.LedgerBusyException;
import io.creditledger.LedgerTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Callers that wait for a grouped commit: how many may, and what becomes of those who give up. */
class GroupCommitWaitingTest extends GroupCommitSuite {
    private static final Duration SOON = Duration.ofMillis(20);

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
