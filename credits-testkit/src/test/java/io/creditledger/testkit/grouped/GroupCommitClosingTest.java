package io.creditledger.testkit.grouped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.ChargeReceipt;
import io.creditledger.LedgerClosedException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Closing a ledger whose calls are committed in groups. */
class GroupCommitClosingTest extends GroupCommitSuite {
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

    @Test
    void closing_finishes_what_waits_in_each_slice_and_ends_all_threads() {
        GroupedLedger ledger = ledgerWithAccounts();
        store.shut();
        List<Future<ChargeReceipt>> charges = chargesOfAll(ledger, "first");
        store.awaitArrivals(COMMITTERS);
        Set<Thread> committers = Set.copyOf(store.threads);
        charges.addAll(chargesOfAll(ledger, "second"));
        Future<?> closing = threads.submit(ledger::close);
        awaitClosed(ledger);

        store.open();

        result(closing);
        charges.forEach(call -> assertThat(result(call).isReplay()).isFalse());
        assertThat(committers).hasSize(COMMITTERS).noneMatch(Thread::isAlive);
    }

    @Test
    void closing_ends_threads_that_work_and_those_that_are_idle() {
        GroupedLedger ledger = ledgerWithAccounts();
        letAllCommittersWork(ledger);
        Set<Thread> committers = Set.copyOf(store.threads);
        Future<ChargeReceipt> last = commitUnderWay(ledger);
        Future<?> closing = threads.submit(ledger::close);
        awaitClosed(ledger);

        store.open();

        result(closing);
        assertThat(result(last).isReplay()).isFalse();
        assertThat(committers).hasSize(COMMITTERS).noneMatch(Thread::isAlive);
    }

    /** What is asked for until then is the same charge, again and again. */
    private static void awaitClosed(GroupedLedger ledger) {
        boolean closed = false;
        while (!closed) {
            Future<ChargeReceipt> repeated =
                    ledger.submit(charge(ALICE, 1, "a")).toCompletableFuture();
            closed = repeated.isDone() && failure(repeated::get) instanceof LedgerClosedException;
            Thread.onSpinWait();
        }
    }
}
