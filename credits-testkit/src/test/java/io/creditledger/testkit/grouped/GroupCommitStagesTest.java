package io.creditledger.testkit.grouped;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The threads on which the stages of grouped calls are completed. */
class GroupCommitStagesTest extends GroupCommitSuite {
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

        Set<Thread> threads = completing.stream().map(GroupCommitSuite::result).collect(Collectors.toSet());

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
}
