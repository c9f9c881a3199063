package io.creditledger.testkit.grouped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.ChargeReceipt;
import io.creditledger.Credits;
import io.creditledger.InsufficientCreditsException;
import io.creditledger.LedgerUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What a call that is refused or fails means to those that are committed with it, and after it. */
class GroupCommitFailuresTest extends GroupCommitSuite {
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
        List<Future<ChargeReceipt>> calls = oneUnderWayAndTwoWaiting(ledger);
        int begun = store.begun.get();
        LedgerUnavailableException away = new LedgerUnavailableException(1, true, new IllegalStateException("refused"));
        store.failWith(away);

        store.open();

        calls.forEach(call -> assertThat(failure(call::get)).isSameAs(away));
        assertThat(store.begun.get() - begun).isEqualTo(1);
        store.failWith(null);
        assertThat(ledger.charge(charge(ALICE, 1, "a")).isReplay()).isFalse();
    }

    /** Such as after a deadlock, and a statement that failed when the transaction was done again. */
    @Test
    void a_culprit_is_looked_for_however_often_the_batch_was_tried() {
        GroupedLedger ledger = ledger(ONE_COMMITTER);
        List<Future<ChargeReceipt>> calls = oneUnderWayAndTwoWaiting(ledger);
        int begun = store.begun.get();
        LedgerUnavailableException refused =
                new LedgerUnavailableException(2, false, new IllegalStateException("refused"));
        store.failWith(refused);

        store.open();

        calls.forEach(call -> assertThat(failure(call::get)).isSameAs(refused));
        assertThat(store.begun.get() - begun).isEqualTo(3);
    }

    private List<Future<ChargeReceipt>> oneUnderWayAndTwoWaiting(GroupedLedger ledger) {
        return List.of(
                commitUnderWay(ledger),
                ledger.submit(charge(ALICE, 1, "a")).toCompletableFuture(),
                ledger.submit(charge(BOB, 1, "b")).toCompletableFuture());
    }

    @Test
    void the_search_for_a_culprit_ends_when_the_database_goes_away() {
        GroupedLedger ledger = ledger(ONE_COMMITTER);
        Future<ChargeReceipt> first = commitUnderWay(ledger);
        List<Future<ChargeReceipt>> waiting = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            waiting.add(ledger.submit(charge(BOB, 1, "k" + i)).toCompletableFuture());
        }
        int begun = store.begun.get();
        IllegalStateException statement = new IllegalStateException("the statement failed");
        LedgerUnavailableException away = new LedgerUnavailableException(1, true, new IllegalStateException("refused"));
        store.failNext(statement, statement, statement, away);

        store.open();

        assertThat(failure(first::get)).isSameAs(statement);
        waiting.forEach(call -> assertThat(failure(call::get)).isSameAs(away));
        assertThat(store.begun.get() - begun).isEqualTo(3);
        assertThat(available(ledger, BOB)).isEqualTo(1_000);
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
}
