package io.creditledger.testkit.grouped;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.ChargeReceipt;
import io.creditledger.Credits;
import io.creditledger.HistoryQuery;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which calls are committed together. */
class GroupCommitBatchesTest extends GroupCommitSuite {
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
}
