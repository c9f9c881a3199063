package io.creditledger.testkit.contract;

import static io.creditledger.testkit.CreditAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.AccountNotFoundException;
import io.creditledger.Affordability;
import io.creditledger.Credits;
import io.creditledger.IdempotencyConflictException;
import io.creditledger.InsufficientCreditsException;
import io.creditledger.Shortfall;
import io.creditledger.StartTask;
import io.creditledger.TaskId;
import io.creditledger.TaskNotFoundException;
import io.creditledger.Tier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whether an account can afford a task, which is looked at before the task starts, and reserves nothing. */
abstract class AffordabilityContract extends TaskSuite {
    @BeforeEach
    void giveHundred() {
        grant(ALICE, 100, "order-1");
    }

    private Affordability check(long cost) {
        return ledger.tasks().check(ALICE, Credits.of(cost));
    }

    @Test
    void what_is_available_can_be_afforded_and_not_one_credit_more() {
        assertThat(check(100))
                .isEqualTo(new Affordability(ALICE, Credits.of(100), Credits.of(100), Credits.ZERO, Credits.ZERO));
        assertThat(check(100).isAffordable()).isTrue();
        assertThat(check(101).isAffordable()).isFalse();
        assertThat(check(101).missing()).isEqualTo(Credits.of(1));
        assertThat(check(Long.MAX_VALUE).missing()).isEqualTo(Credits.of(Long.MAX_VALUE - 100));
    }

    @Test
    void checking_changes_nothing() {
        StoreContents before = contents();

        assertThat(check(50).isAffordable()).isTrue();
        assertThat(check(500).isAffordable()).isFalse();

        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void the_estimates_of_running_tasks_count_by_default() {
        ledger.tasks().start(estimated("task-1", 40));
        ledger.tasks().start(estimated("task-2", 25));
        start(TaskId.of("of-unknown-cost"));

        Affordability affordability = check(36);

        assertThat(affordability.available()).isEqualTo(Credits.of(100));
        assertThat(affordability.running()).isEqualTo(Credits.of(65));
        assertThat(affordability.reserved()).isEqualTo(Credits.of(65));
        assertThat(affordability.free()).isEqualTo(Credits.of(35));
        assertThat(affordability.missing()).isEqualTo(Credits.of(1));
        assertThat(check(35).isAffordable()).isTrue();
    }

    @Test
    void the_estimates_of_running_tasks_are_told_but_do_not_count_if_the_policy_says_so() {
        ledger = nodeWith(policy -> policy.runningTasksCount(false));
        ledger.tasks().start(estimated("task-1", 40));

        Affordability affordability = check(100);

        assertThat(affordability.running()).isEqualTo(Credits.of(40));
        assertThat(affordability.reserved()).isEqualTo(Credits.ZERO);
        assertThat(affordability.isAffordable()).isTrue();
        assertThat(ledger.tasks().startIfAffordable(estimated("task-2", 100))).isNew();
    }

    @Test
    void the_estimates_of_tasks_that_have_ended_do_not_count() {
        ledger = nodeWith(policy -> policy.taskShortfall(Shortfall.REJECT));
        for (String task : new String[] {"charged", "uncharged", "failed", "cancelled", "running"}) {
            ledger.tasks().start(estimated(task, 20));
        }
        complete(TaskId.of("charged"), "2");
        complete(TaskId.of("uncharged"), "9");
        ledger.tasks().fail(TaskId.of("failed"));
        ledger.tasks().cancel(TaskId.of("cancelled"));

        assertThat(check(60).running()).isEqualTo(Credits.of(20));
        assertThat(check(60).free()).isEqualTo(Credits.of(60));
    }

    @Test
    void a_prepaid_task_reserves_nothing_and_needs_nothing_to_start() {
        ledger.tasks().start(estimated("task-1", 40).prepaid());

        assertThat(check(100).running()).isEqualTo(Credits.ZERO);
        assertThat(check(100).isAffordable()).isTrue();
        assertThat(ledger.tasks().startIfAffordable(estimated("task-2", 1_000).prepaid()))
                .isNew();
    }

    @Test
    void running_tasks_of_other_accounts_do_not_count() {
        open(BOB);
        ledger.tasks().start(StartTask.of(BOB, TASK, Tier.PRO).withEstimate(Credits.of(70)));

        assertThat(check(100).running()).isEqualTo(Credits.ZERO);
        assertThat(check(100).isAffordable()).isTrue();
    }

    @Test
    void estimates_that_sum_to_more_than_a_number_can_tell_leave_nothing_free() {
        ledger.tasks().start(estimated("task-1", Long.MAX_VALUE));
        ledger.tasks().start(estimated("task-2", Long.MAX_VALUE));

        assertThat(check(1).running()).isEqualTo(Credits.of(Long.MAX_VALUE));
        assertThat(check(1).free()).isEqualTo(Credits.ZERO);
        assertThat(check(0).isAffordable()).isTrue();
    }

    @Test
    void an_affordable_task_is_started_and_takes_nothing() {
        assertThat(ledger.tasks().startIfAffordable(estimated("task-1", 100)))
                .isNew()
                .task()
                .isRunning();

        assertThat(ledger.balance(ALICE)).hasAvailable(100);
    }

    @Test
    void a_task_that_cannot_be_afforded_is_refused_and_not_made() {
        assertRefused(
                () -> ledger.tasks().startIfAffordable(estimated("task-1", 101)),
                InsufficientCreditsException.class,
                refusal -> {
                    assertThat(refusal.account()).isEqualTo(ALICE);
                    assertThat(refusal.required()).isEqualTo(Credits.of(101));
                    assertThat(refusal.available()).isEqualTo(Credits.of(100));
                });
        assertThatThrownBy(() -> find(TASK)).isInstanceOf(TaskNotFoundException.class);

        assertThat(ledger.tasks().startIfAffordable(estimated("task-1", 100))).isNew();
    }

    @Test
    void what_running_tasks_may_cost_cannot_be_spent_on_another() {
        ledger.tasks().startIfAffordable(estimated("task-1", 60));

        assertRefused(
                () -> ledger.tasks().startIfAffordable(estimated("task-2", 41)),
                InsufficientCreditsException.class,
                refusal -> assertThat(refusal.available()).isEqualTo(Credits.of(40)));
        assertThat(ledger.tasks().startIfAffordable(estimated("task-2", 40))).isNew();
    }

    @Test
    void a_task_that_was_started_before_stays_started_although_it_cannot_be_afforded_now() {
        ledger.tasks().startIfAffordable(estimated("task-1", 60));
        charge(ALICE, 100, "everything");

        assertThat(ledger.tasks().startIfAffordable(estimated("task-1", 60)))
                .isReplay()
                .task()
                .isRunning();
        assertRefused(
                () -> ledger.tasks().startIfAffordable(estimated("task-1", 61)),
                IdempotencyConflictException.class,
                refusal -> assertThat(refusal).hasMessageContaining("estimate was 60, is now 61"));
    }

    @Test
    void without_an_estimate_nothing_can_be_checked() {
        assertRefused(
                () -> ledger.tasks().startIfAffordable(startOf(TASK)),
                IllegalArgumentException.class,
                refusal -> assertThat(refusal).hasMessageContaining("needs an estimate"));
        assertThat(start(TASK)).isNew();
    }

    @Test
    void an_account_that_was_never_opened_affords_nothing() {
        assertThatThrownBy(() -> ledger.tasks().check(BOB, Credits.ZERO)).isInstanceOf(AccountNotFoundException.class);
        assertThatThrownBy(() -> ledger.tasks()
                        .startIfAffordable(StartTask.of(BOB, TASK, Tier.PRO).withEstimate(Credits.ZERO)))
                .isInstanceOf(AccountNotFoundException.class);

        assertThat(check(0).isAffordable()).isTrue();
    }

    @Test
    void a_price_can_be_asked_for_before_a_task_starts() {
        assertThat(ledger.tasks().price(Tier.STANDARD, seconds("5"))).isEqualTo(Credits.of(50));
        assertThat(ledger.tasks().price(Tier.PRO, seconds("5.01"))).isEqualTo(Credits.of(71));
        assertThat(check(71).isAffordable()).isTrue();
    }
}
