package io.creditledger.testkit.contract;

import static io.creditledger.testkit.CreditAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.IdempotencyConflictException;
import io.creditledger.StartTask;
import io.creditledger.Tier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That a task which was paid for before it came into the ledger is not charged. */
abstract class PrepaidTasksContract extends TaskSuite {
    @BeforeEach
    void giveHundred() {
        grant(ALICE, 100, "order-1");
    }

    @EachRow
    void a_prepaid_task_ends_without_a_charge(TaskEnd end) {
        ledger.tasks().start(startOf(TASK).prepaid());

        assertThat(end.of(TASK, ledger.tasks()))
                .isNew()
                .task()
                .hasStatus(end.status())
                .hasNoCharge();
        assertThat(end.of(TASK, ledger.tasks())).isReplay();

        assertThat(find(TASK).isPrepaid()).isTrue();
        assertThat(ledger.balance(ALICE)).hasAvailable(100);
        assertThat(journal(ALICE)).hasSize(2);
    }

    @Test
    void a_prepaid_task_remembers_what_it_has_produced() {
        ledger.tasks().start(startOf(TASK).prepaid());
        complete(TASK, "7.5");

        assertThat(find(TASK)).hasOutput(seconds("7.5"));
        assertRefused(
                () -> complete(TASK, "8"),
                IdempotencyConflictException.class,
                refusal -> assertThat(refusal).hasMessageContaining("output was 7.5 seconds, is now 8 seconds"));
    }

    @Test
    void a_task_of_a_tier_that_was_given_up_comes_into_the_ledger_prepaid() {
        Tier gone = Tier.of("ultra");

        assertThat(ledger.tasks().start(StartTask.of(ALICE, TASK, gone).prepaid()))
                .isNew();

        assertThat(complete(TASK, "5")).isNew().task().hasNoCharge();
        assertThat(ledger.balance(ALICE)).hasAvailable(100);
    }
}
