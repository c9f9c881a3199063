package io.creditledger.testkit.contract;

import static io.creditledger.testkit.CreditAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.AccountId;
import io.creditledger.AccountNotFoundException;
import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.IdempotencyConflictException;
import io.creditledger.InsufficientCreditsException;
import io.creditledger.Shortfall;
import io.creditledger.StartTask;
import io.creditledger.TaskId;
import io.creditledger.TaskNotFoundException;
import io.creditledger.TaskQuery;
import io.creditledger.TaskReceipt;
import io.creditledger.TaskStateException;
import io.creditledger.TaskStatus;
import io.creditledger.Tier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a task is charged that could not be paid when it was completed. */
abstract class SettlingContract extends TaskSuite {
    private static final int MANY = 105;

    @BeforeEach
    void rejectShortfalls() {
        ruleTasks(Shortfall.REJECT);
        grant(ALICE, 30, "order-1");
    }

    @Test
    void an_uncharged_task_is_charged_once_it_can_be_paid() {
        Instant completed = clock.instant();
        startAndComplete(TASK, "5");
        clock.advance(Duration.ofDays(1));
        grant(ALICE, 20, "order-2");

        assertThat(ledger.tasks().settle(TASK)).isNew().isPaid(50);

        assertThat(find(TASK).endedAt()).isEqualTo(completed);
        assertThat(find(TASK).charge())
                .satisfies(charge -> assertThat(charge.chargedAt()).isEqualTo(clock.instant()));
        assertThat(ledger.balance(ALICE)).hasAvailable(0).hasDebt(0);
        assertThat(journal(ALICE))
                .extracting(Entry::request)
                .filteredOn(request -> request != null && request.key().equals(TASK.key()))
                .hasSize(1);
    }

    @Test
    void a_task_that_still_cannot_be_paid_stays_uncharged() {
        startAndComplete(TASK, "5");
        grant(ALICE, 19, "order-2");

        assertRefused(() -> ledger.tasks().settle(TASK), InsufficientCreditsException.class, refusal -> {
            assertThat(refusal.required()).isEqualTo(Credits.of(50));
            assertThat(refusal.available()).isEqualTo(Credits.of(49));
        });

        assertThat(find(TASK)).isUncharged();
    }

    @Test
    void a_task_settled_twice_is_charged_once() {
        startAndComplete(TASK, "5");
        grant(ALICE, 100, "order-2");
        TaskReceipt first = ledger.tasks().settle(TASK);
        StoreContents before = contents();

        assertThat(ledger.tasks().settle(TASK)).isEqualTo(new TaskReceipt(first.task(), true));
        assertThat(complete(TASK, "5")).isEqualTo(new TaskReceipt(first.task(), true));

        assertThat(contents()).isEqualTo(before);
        assertThat(ledger.balance(ALICE)).hasAvailable(80);
    }

    @Test
    void a_task_that_was_charged_at_once_has_nothing_to_settle() {
        startAndComplete(TASK, "3");

        assertThat(ledger.tasks().settle(TASK)).isReplay().isPaid(30);
        assertThat(ledger.tasks().settleAll(ALICE)).isEmpty();
        assertThat(ledger.balance(ALICE)).hasAvailable(0);
    }

    @Test
    void a_completion_delivered_again_does_not_settle_the_task() {
        startAndComplete(TASK, "5");
        grant(ALICE, 100, "order-2");

        assertThat(complete(TASK, "5")).isReplay().task().isUncharged();
        assertRefused(
                () -> complete(TASK, "1"),
                IdempotencyConflictException.class,
                refusal -> assertThat(refusal.key()).isEqualTo(TASK.key()));

        assertThat(ledger.balance(ALICE)).hasAvailable(130);
    }

    @Test
    void a_task_is_settled_at_the_price_that_was_calculated_when_it_was_completed() {
        startAndComplete(TASK, "5");
        grant(ALICE, 100, "order-2");
        ledger = nodeWith(policy -> TaskPricingContract.Card.DEARER.in(policy).taskShortfall(Shortfall.REJECT));

        assertThat(ledger.tasks().settle(TASK)).isNew().isPaid(50);
        assertThat(ledger.balance(ALICE)).hasAvailable(80);
    }

    @Test
    void a_later_policy_says_what_becomes_of_a_shortfall_that_is_still_there() {
        startAndComplete(TASK, "5");
        startAndComplete(OTHER_TASK, "5");

        ruleTasks(Shortfall.OWE);
        assertThat(ledger.tasks().settle(TASK)).isNew().task().hasDeducted(30).hasOwed(20);
        ruleTasks(Shortfall.FORGIVE);
        assertThat(ledger.tasks().settle(OTHER_TASK))
                .isNew()
                .task()
                .hasDeducted(0)
                .hasForgiven(50);

        assertThat(ledger.balance(ALICE)).hasAvailable(0).hasDebt(20);
    }

    @Test
    void what_is_not_completed_is_not_settled() {
        start(TASK);
        start(OTHER_TASK);
        ledger.tasks().fail(OTHER_TASK);

        assertRefused(
                () -> ledger.tasks().settle(TASK),
                TaskStateException.class,
                refusal -> assertThat(refusal.status()).isEqualTo(TaskStatus.RUNNING));
        assertRefused(
                () -> ledger.tasks().settle(OTHER_TASK),
                TaskStateException.class,
                refusal -> assertThat(refusal.status()).isEqualTo(TaskStatus.FAILED));
        assertRefused(
                () -> ledger.tasks().settle(TaskId.of("task-3")),
                TaskNotFoundException.class,
                refusal -> assertThat(refusal.task()).isEqualTo(TaskId.of("task-3")));

        assertThat(complete(TASK, "3")).isNew().isPaid(30);
    }

    @Test
    void a_prepaid_task_is_never_settled() {
        ledger.tasks().start(startOf(TASK).prepaid());
        complete(TASK, "5");

        assertThat(ledger.tasks().settle(TASK)).isReplay().task().hasNoCharge();
        assertThat(ledger.tasks().settleAll(ALICE)).isEmpty();
        assertThat(ledger.balance(ALICE)).hasAvailable(30);
    }

    @Test
    void settling_all_charges_every_task_that_can_be_paid() {
        List.of("5", "4", "3.5").forEach(seconds -> startAndComplete(TaskId.of("task-of-" + seconds), seconds));
        grant(ALICE, 20, "order-2");

        List<TaskReceipt> settled = ledger.tasks().settleAll(ALICE);

        assertThat(settled).hasSize(1).allSatisfy(receipt -> assertThat(receipt).isNew());
        assertThat(list(TaskQuery.of(TaskQuery.Kind.UNCHARGED))).hasSize(2);
        grant(ALICE, 200, "order-3");
        assertThat(ledger.tasks().settleAll(ALICE)).hasSize(2);
        assertThat(list(TaskQuery.of(TaskQuery.Kind.UNCHARGED))).isEmpty();
        assertThat(ledger.balance(ALICE)).hasAvailable(125).hasDebt(0);
    }

    @Test
    void settling_all_charges_very_many_tasks() {
        charge(ALICE, 30, "everything");
        IntStream.range(0, MANY).forEach(i -> startAndComplete(TaskId.of("task-" + i), "1"));
        grant(ALICE, MANY * 10, "order-2");

        List<TaskReceipt> settled = ledger.tasks().settleAll(ALICE);

        assertThat(settled)
                .hasSize(MANY)
                .allSatisfy(receipt -> assertThat(receipt).isNew().isPaid(10));
        assertThat(ledger.balance(ALICE)).hasAvailable(0).hasDebt(0);
    }

    @Test
    void settling_all_of_one_account_leaves_others_alone() {
        open(BOB);
        ledger.tasks().start(StartTask.of(BOB, OTHER_TASK, Tier.PRO));
        complete(OTHER_TASK, "5");
        grant(BOB, 100, "order-1");
        startAndComplete(TASK, "5");
        grant(ALICE, 100, "order-2");

        assertThat(ledger.tasks().settleAll(ALICE)).hasSize(1);

        assertThat(find(OTHER_TASK)).isUncharged();
        assertThat(ledger.balance(BOB)).hasAvailable(100);
        assertThatThrownBy(() -> ledger.tasks().settleAll(AccountId.of("carol")))
                .isInstanceOf(AccountNotFoundException.class);
    }
}
