package io.creditledger.testkit.contract;

import static io.creditledger.testkit.CreditAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.AccountId;
import io.creditledger.Credits;
import io.creditledger.IdempotencyConflictException;
import io.creditledger.StartTask;
import io.creditledger.Task;
import io.creditledger.TaskCharge;
import io.creditledger.TaskQuery;
import io.creditledger.TaskStatus;
import io.creditledger.Tier;
import io.creditledger.spi.Account;
import io.creditledger.spi.AccountChange;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
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

    @Test
    void a_task_that_was_completed_before_the_ledger_may_have_no_known_output() {
        Task completed = completedBefore(true, null);
        bring(completed);

        assertThat(find(TASK)).isEqualTo(completed);
        assertThat(complete(TASK, "5")).isReplay();
        assertThat(find(TASK).output()).isNull();
        assertThat(ledger.balance(ALICE)).hasAvailable(100);
    }

    @Test
    void a_task_that_was_priced_before_the_ledger_is_settled_without_a_known_output() {
        bring(completedBefore(false, TaskCharge.unpaid(Credits.of(20))));

        assertThat(list(TaskQuery.of(TaskQuery.Kind.UNCHARGED))).containsExactly(find(TASK));
        assertThat(ledger.tasks().settle(TASK)).isNew();
        assertThat(ledger.tasks().settle(TASK)).isReplay();
        assertThat(ledger.balance(ALICE)).hasAvailable(80);
    }

    private Task completedBefore(boolean isPrepaid, @Nullable TaskCharge charge) {
        return new Task(
                ALICE,
                TASK,
                Tier.STANDARD,
                POLICY.rateCards().inForceAt(clock.instant()).version(),
                null,
                isPrepaid,
                TaskStatus.COMPLETED,
                clock.instant(),
                clock.instant(),
                null,
                charge);
    }

    /** Writes a task as whoever brings a host's tasks into the store does. */
    private void bring(Task task) {
        TreeSet<AccountId> alice = new TreeSet<>(List.of(ALICE));
        fixture.store().transact(store -> {
            Account row = Objects.requireNonNull(store.lock(alice).get(ALICE));
            store.write(List.of(new AccountChange(row, List.of(), List.of(), List.of(), List.of(task), List.of())));
            return row;
        });
    }
}
