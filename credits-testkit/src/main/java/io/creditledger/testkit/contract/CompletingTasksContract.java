package io.creditledger.testkit.contract;

import static io.creditledger.testkit.CreditAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.EntryType;
import io.creditledger.IdempotencyConflictException;
import io.creditledger.Output;
import io.creditledger.Task;
import io.creditledger.TaskCharge;
import io.creditledger.TaskNotFoundException;
import io.creditledger.TaskReceipt;
import io.creditledger.TaskStateException;
import io.creditledger.TaskStatus;
import io.creditledger.Tier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What ending a task promises: it is charged once if it is completed, and never if it is not. */
abstract class CompletingTasksContract extends TaskSuite {
    /** Two ends that do not go together. */
    private enum Ends {
        COMPLETED_AFTER_FAILED(TaskEnd.FAIL, TaskEnd.COMPLETE),
        COMPLETED_AFTER_CANCELLED(TaskEnd.CANCEL, TaskEnd.COMPLETE),
        FAILED_AFTER_COMPLETED(TaskEnd.COMPLETE, TaskEnd.FAIL),
        FAILED_AFTER_CANCELLED(TaskEnd.CANCEL, TaskEnd.FAIL),
        CANCELLED_AFTER_COMPLETED(TaskEnd.COMPLETE, TaskEnd.CANCEL),
        CANCELLED_AFTER_FAILED(TaskEnd.FAIL, TaskEnd.CANCEL);

        private final TaskEnd first;
        private final TaskEnd second;

        Ends(TaskEnd first, TaskEnd second) {
            this.first = first;
            this.second = second;
        }
    }

    @BeforeEach
    void giveHundred() {
        grant(ALICE, 30, "order-1");
        grant(ALICE, 70, "order-2");
    }

    @Test
    void a_completed_task_tells_all_that_is_known_of_it() {
        Instant started = clock.instant();
        ledger.tasks().start(estimated("task-1", 40));
        clock.advance(Duration.ofSeconds(90));
        Instant ended = clock.instant();

        TaskReceipt receipt = complete(TASK, "5");

        Credits fifty = Credits.of(50);
        assertThat(receipt.task())
                .isEqualTo(new Task(
                        ALICE,
                        TASK,
                        Tier.STANDARD,
                        "standard=10,pro=14,UP",
                        Credits.of(40),
                        false,
                        TaskStatus.COMPLETED,
                        started,
                        ended,
                        seconds("5"),
                        new TaskCharge(fifty, fifty, Credits.ZERO, Credits.ZERO, ended)));
        assertThat(find(TASK)).isEqualTo(receipt.task());
    }

    @Test
    void a_completed_task_is_charged_in_one_transaction_under_its_own_key() {
        startAndComplete(TASK, "5");

        List<Entry> lines = journal(ALICE).stream()
                .filter(entry -> entry.type() == EntryType.CHARGE)
                .toList();
        assertThat(lines).extracting(Entry::seq).containsExactly(4L, 4L);
        assertThat(lines).extracting(Entry::amount).containsExactly(-30L, -20L);
        assertThat(lines.get(0).request()).satisfies(request -> {
            assertThat(request.key()).isEqualTo(TASK.key());
            assertThat(request.reference()).isEqualTo("task-1");
        });
        assertThat(current(ALICE, "order-1")).hasRemaining(0);
        assertThat(current(ALICE, "order-2")).hasRemaining(50);
    }

    @Test
    void a_completion_delivered_again_charges_nothing_more() {
        TaskReceipt first = startAndComplete(TASK, "5");
        charge(ALICE, 50, "everything-else");
        clock.advance(Duration.ofDays(400));
        StoreContents before = contents();

        assertThat(complete(TASK, "5")).isEqualTo(new TaskReceipt(first.task(), true));
        assertThat(anotherNode().tasks().complete(TASK, Duration.ofSeconds(5))).isReplay();

        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void a_completion_delivered_again_with_another_output_is_refused() {
        startAndComplete(TASK, "5");

        for (Output other : List.of(seconds("5.000000001"), seconds("0"), Output.units(5))) {
            assertRefused(() -> ledger.tasks().complete(TASK, other), IdempotencyConflictException.class, refusal -> {
                assertThat(refusal.account()).isEqualTo(ALICE);
                assertThat(refusal.key()).isEqualTo(TASK.key());
                assertThat(refusal.differences()).containsExactly("output was 5 seconds, is now " + other);
            });
        }
        assertThat(ledger.balance(ALICE)).hasAvailable(50);
    }

    @EachRow
    void a_task_that_has_ended_one_way_does_not_end_another(Ends ends) {
        start(TASK);
        TaskReceipt first = ends.first.of(TASK, ledger.tasks());

        assertRefused(() -> ends.second.of(TASK, ledger.tasks()), TaskStateException.class, refusal -> {
            assertThat(refusal.task()).isEqualTo(TASK);
            assertThat(refusal.status()).isEqualTo(ends.first.status());
            assertThat(refusal).hasMessageContaining("task 'task-1' is " + ends.first.status());
        });
        assertThat(find(TASK)).isEqualTo(first.task());
    }

    @EachRow
    void a_task_that_ends_twice_the_same_way_ends_once(TaskEnd end) {
        start(TASK);
        TaskReceipt first = end.of(TASK, ledger.tasks());
        clock.advance(Duration.ofDays(1));
        StoreContents before = contents();

        assertThat(first).isNew().task().hasStatus(end.status());
        assertThat(end.of(TASK, ledger.tasks())).isEqualTo(new TaskReceipt(first.task(), true));

        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void a_task_that_fails_or_is_cancelled_costs_nothing() {
        start(TASK);
        start(OTHER_TASK);
        clock.advance(Duration.ofMinutes(1));

        assertThat(ledger.tasks().fail(TASK)).isNew().task().hasNoCharge();
        assertThat(ledger.tasks().cancel(OTHER_TASK)).isNew().task().hasNoCharge();

        assertThat(find(TASK).endedAt()).isEqualTo(clock.instant());
        assertThat(ledger.balance(ALICE)).hasAvailable(100);
        assertThat(journal(ALICE)).hasSize(3);
    }

    @EachRow
    void a_task_that_was_never_started_is_refused_and_not_made(TaskEnd end) {
        start(OTHER_TASK);

        assertRefused(() -> end.of(TASK, ledger.tasks()), TaskNotFoundException.class, refusal -> {
            assertThat(refusal.task()).isEqualTo(TASK);
            assertThat(refusal).hasMessage("task 'task-1' was never started; start it first");
        });
        assertThat(end.of(OTHER_TASK, ledger.tasks())).isNew();
    }

    @Test
    void a_task_that_costs_nothing_is_charged_nothing_on_record() {
        assertThat(startAndComplete(TASK, "0")).isNew().isPaid(0);

        Entry last = journal(ALICE).get(3);
        assertThat(last.type()).isEqualTo(EntryType.CHARGE);
        assertThat(last.amount()).isZero();
        assertThat(last.request())
                .satisfies(request -> assertThat(request.key()).isEqualTo(TASK.key()));
    }

    @Test
    void a_task_is_paid_by_whoever_started_it() {
        open(BOB);
        grant(BOB, 100, "order-1");
        start(TASK);

        assertThat(complete(TASK, "5")).isPaid(50);

        assertThat(ledger.balance(ALICE)).hasAvailable(50);
        assertThat(ledger.balance(BOB)).hasAvailable(100);
    }

    @Test
    void a_task_does_not_end_before_it_starts_even_if_the_clock_is_set_back() {
        start(TASK);
        start(OTHER_TASK);
        Instant started = clock.instant();
        clock.advance(Duration.ofHours(-1));

        assertThat(complete(TASK, "5")).isNew();
        assertThat(ledger.tasks().fail(OTHER_TASK)).isNew();

        assertThat(find(TASK).endedAt()).isEqualTo(started);
        assertThat(find(OTHER_TASK).endedAt()).isEqualTo(started);
    }
}
