package io.creditledger.testkit.contract;

import static io.creditledger.testkit.CreditAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.AccountNotFoundException;
import io.creditledger.Credits;
import io.creditledger.EntryType;
import io.creditledger.IdempotencyConflictException;
import io.creditledger.PricingException;
import io.creditledger.StartTask;
import io.creditledger.Task;
import io.creditledger.TaskNotFoundException;
import io.creditledger.TaskReceipt;
import io.creditledger.TaskStatus;
import io.creditledger.Tier;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What starting a task promises. */
abstract class StartingTasksContract extends TaskSuite {
    /** A request that names a task which was started before, and differs from the first one. */
    @SuppressWarnings("ImmutableEnumChecker") // what the rows hold has no state
    private enum Difference {
        TIER("tier", first -> new StartTask(ALICE, first.task(), Tier.PRO, first.estimate(), false)),
        TIER_IN_CAPITALS(
                "tier", first -> new StartTask(ALICE, first.task(), Tier.of("STANDARD"), first.estimate(), false)),
        ESTIMATE("estimate", first -> first.withEstimate(Credits.of(51))),
        NO_ESTIMATE("estimate", first -> startOf(first.task())),
        PREPAID("prepaid", StartTask::prepaid),
        ACCOUNT("account was alice, is now bob", first -> StartTask.of(BOB, first.task(), Tier.STANDARD));

        private final String says;
        private final UnaryOperator<StartTask> change;

        Difference(String says, UnaryOperator<StartTask> change) {
            this.says = says;
            this.change = change;
        }
    }

    @Test
    void starting_a_task_takes_no_credits_and_writes_no_entry() {
        grant(ALICE, 100, "order-1");

        assertThat(start(TASK)).isNew().task().isRunning().hasNoCharge();

        assertThat(ledger.balance(ALICE)).hasAvailable(100).hasHeld(0).hasDebt(0);
        assertThat(journal(ALICE)).extracting(entry -> entry.type()).containsExactly(EntryType.OPEN, EntryType.GRANT);
    }

    @Test
    void a_started_task_is_what_it_was_started_as() {
        StartTask request = new StartTask(ALICE, TASK, Tier.PRO, Credits.of(70), false);

        TaskReceipt receipt = ledger.tasks().start(request);

        assertThat(receipt.task())
                .isEqualTo(new Task(
                        ALICE,
                        TASK,
                        Tier.PRO,
                        "standard=10,pro=14,UP",
                        Credits.of(70),
                        false,
                        TaskStatus.RUNNING,
                        clock.instant(),
                        null,
                        null,
                        null));
        assertThat(find(TASK)).isEqualTo(receipt.task());
        assertThat(anotherNode().tasks().find(TASK)).isEqualTo(receipt.task());
    }

    @Test
    void an_account_without_credits_may_start_a_task() {
        assertThat(ledger.tasks().start(estimated("task-1", Long.MAX_VALUE))).isNew();

        assertThat(find(TASK)).isRunning();
    }

    @Test
    void a_task_started_again_is_the_same_task() {
        TaskReceipt first = start(TASK);
        clock.advance(Duration.ofDays(1));
        StoreContents before = contents();

        assertThat(start(TASK)).isEqualTo(new TaskReceipt(first.task(), true));
        assertThat(anotherNode().tasks().start(startOf(TASK))).isReplay();

        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void a_task_started_again_keeps_the_rate_card_that_it_began_with() {
        start(TASK);
        ledger = nodeWith(TaskPricingContract.Card.DEARER::in);

        assertThat(start(TASK)).isReplay().task().hasRateCard("standard=10,pro=14,UP");
        assertThat(start(OTHER_TASK)).isNew().task().hasRateCard("dearer");
    }

    @Test
    void a_task_that_has_ended_is_not_started_again() {
        grant(ALICE, 100, "order-1");
        startAndComplete(TASK, "5");
        start(OTHER_TASK);
        ledger.tasks().fail(OTHER_TASK);

        assertThat(start(TASK)).isReplay().isPaid(50).task().hasStatus(TaskStatus.COMPLETED);
        assertThat(start(OTHER_TASK)).isReplay().task().hasStatus(TaskStatus.FAILED);
        assertThat(ledger.balance(ALICE)).hasAvailable(50);
    }

    @EachRow
    void a_task_started_again_as_another_is_refused(Difference difference) {
        open(BOB);
        StartTask first = estimated("task-1", 50);
        ledger.tasks().start(first);

        assertRefused(
                () -> ledger.tasks().start(difference.change.apply(first)),
                IdempotencyConflictException.class,
                refusal -> {
                    assertThat(refusal.key()).isEqualTo(TASK.key());
                    assertThat(refusal).hasMessageContaining(difference.says);
                });
        assertThat(ledger.tasks().start(first)).isReplay();
    }

    @Test
    void a_task_of_an_account_that_was_never_opened_is_refused_and_not_made() {
        assertRefused(
                () -> ledger.tasks().start(StartTask.of(BOB, TASK, Tier.STANDARD)),
                AccountNotFoundException.class,
                refusal -> assertThat(refusal.account()).isEqualTo(BOB));
        assertThatThrownBy(() -> find(TASK)).isInstanceOf(TaskNotFoundException.class);

        assertThat(start(TASK)).isNew();
        assertThatThrownBy(() -> ledger.balance(BOB)).isInstanceOf(AccountNotFoundException.class);
    }

    @Test
    void a_task_of_a_tier_without_a_rate_is_refused() {
        assertRefused(
                () -> ledger.tasks().start(StartTask.of(ALICE, TASK, Tier.of("ultra"))),
                PricingException.class,
                refusal -> {
                    assertThat(refusal.version()).isEqualTo("standard=10,pro=14,UP");
                    assertThat(refusal).hasMessageContaining("no rate for tier 'ultra'");
                });
        assertThat(start(TASK)).isNew();
    }

    @Test
    void tasks_of_one_account_are_independent() {
        grant(ALICE, 100, "order-1");
        start(TASK);
        start(OTHER_TASK);

        assertThat(complete(OTHER_TASK, "3")).isNew().isPaid(30);

        assertThat(find(TASK)).isRunning();
        assertThat(complete(TASK, "4")).isNew().isPaid(40);
        assertThat(ledger.balance(ALICE)).hasAvailable(30);
    }
}
