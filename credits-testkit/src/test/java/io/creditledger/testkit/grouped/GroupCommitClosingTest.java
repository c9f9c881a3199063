package io.creditledger.testkit.grouped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.ChargeReceipt;
import io.creditledger.LedgerClosedException;
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
}
