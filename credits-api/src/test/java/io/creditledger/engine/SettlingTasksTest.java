package io.creditledger.engine;

import static io.creditledger.Fixtures.ALICE;
import static io.creditledger.Fixtures.BOB;
import static io.creditledger.Fixtures.TOMORROW;
import static io.creditledger.Fixtures.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.creditledger.AccountId;
import io.creditledger.AccountNotFoundException;
import io.creditledger.CreditPolicy;
import io.creditledger.Credits;
import io.creditledger.GrantCredits;
import io.creditledger.InsufficientCreditsException;
import io.creditledger.SettleTask;
import io.creditledger.StartTask;
import io.creditledger.Task;
import io.creditledger.TaskCharge;
import io.creditledger.TaskCommand;
import io.creditledger.TaskId;
import io.creditledger.TaskQuery;
import io.creditledger.TaskReceipt;
import io.creditledger.TaskStateException;
import io.creditledger.Tasks;
import io.creditledger.Tier;
import io.creditledger.spi.Holdings;
import io.creditledger.spi.StoreTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Charging later for tasks that were completed without being charged. */
class SettlingTasksTest extends StoredTasksSuite {
    private TaskReceipt uncharged(StartTask start) {
        strict.start(start);
        return strict.complete(start.task(), FIVE_SECONDS);
    }

    @Test
    void a_task_that_is_priced_only_after_it_was_looked_up_is_settled_from_all_there_is() {
        tasks.start(PRO);
        List<TaskCommand> sent = new ArrayList<>();
        Task running = tasks.find(TASK);
        StoredTasks watched = new StoredTasks(
                store,
                CreditPolicy.defaults(),
                command -> {
                    sent.add(command);
                    return new TaskReceipt(running, false);
                },
                ledger::balance,
                account -> {},
                () -> now);

        watched.settle(TASK);

        assertThat(sent).containsExactly(new SettleTask(ALICE, TASK, Credits.of(Long.MAX_VALUE)));
    }

    @Test
    void charges_what_was_calculated_when_the_task_was_completed() {
        TaskReceipt before = uncharged(PRO);
        grant(100, "g");
        now = TOMORROW;

        TaskReceipt settled = strict.settle(TASK);

        assertThat(settled.isReplay()).isFalse();
        assertThat(charge(settled))
                .isEqualTo(new TaskCharge(Credits.of(70), Credits.of(70), Credits.ZERO, Credits.ZERO, TOMORROW));
        assertThat(settled.task().endedAt()).isEqualTo(before.task().endedAt());
        assertThat(ledger.balance(ALICE).available()).isEqualTo(Credits.of(30));
        assertThat(strict.settle(TASK)).isEqualTo(new TaskReceipt(settled.task(), true));
        assertThat(strict.complete(TASK, FIVE_SECONDS)).isEqualTo(new TaskReceipt(settled.task(), true));
    }

    @Test
    void is_refused_as_long_as_it_cannot_be_paid() {
        uncharged(PRO);
        grant(69, "g");

        assertThat(refusal(InsufficientCreditsException.class, () -> strict.settle(TASK))
                        .missing())
                .isEqualTo(Credits.of(1));
    }

    @Test
    void owes_the_rest_once_the_policy_says_so() {
        uncharged(PRO);

        assertThat(charge(tasks.settle(TASK))).isEqualTo(charged(70, 0, 0, 70));
    }

    @Test
    void is_refused_for_a_task_that_is_not_completed() {
        tasks.start(PRO);

        assertThat(refusal(TaskStateException.class, () -> tasks.settle(TASK)))
                .hasMessage("task '4711' is RUNNING; it is not possible to settle it."
                        + " Only completed tasks are charged.");
        tasks.cancel(TASK);
        refusal(TaskStateException.class, () -> tasks.settle(TASK));
    }

    @Test
    void all_charges_those_that_can_be_paid() {
        uncharged(PRO);
        uncharged(STANDARD);
        grant(69, "g");

        assertThat(strict.settleAll(ALICE))
                .extracting(receipt -> receipt.task().id())
                .containsExactly(OTHER);
        assertThat(strict.list(TaskQuery.of(TaskQuery.Kind.UNCHARGED)).tasks())
                .extracting(Task::id)
                .containsExactly(TASK);
        assertThat(strict.list(TaskQuery.of(TaskQuery.Kind.CHARGED)).tasks())
                .extracting(Task::id)
                .containsExactly(OTHER);
    }

    @Test
    void all_skips_none_while_tasks_leave_the_list() {
        List<TaskId> ids = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            TaskId id = TaskId.of(String.format("task-%03d", i));
            ids.add(id);
            uncharged(StartTask.of(ALICE, id, Tier.STANDARD));
        }
        grant(250 * 50, "g");

        assertThat(strict.settleAll(ALICE))
                .extracting(receipt -> receipt.task().id())
                .containsExactlyElementsOf(ids);
        assertThat(ledger.balance(ALICE).available()).isEqualTo(Credits.ZERO);
    }

    @Test
    void all_leaves_other_accounts_alone() {
        ledger.open(BOB);
        uncharged(StartTask.of(BOB, OTHER, Tier.PRO));
        ledger.grant(GrantCredits.of(BOB, Credits.of(70), "purchase", key("g")));

        assertThat(strict.settleAll(ALICE)).isEmpty();
        assertThat(strict.settleAll(BOB)).hasSize(1);
        assertThatExceptionOfType(AccountNotFoundException.class)
                .isThrownBy(() -> strict.settleAll(AccountId.of("nobody")));
    }

    @Test
    void all_does_not_tell_what_another_caller_has_settled_meanwhile() {
        uncharged(PRO);
        grant(100, "g");
        Tasks late = ledger(
                        new JournalStore() {
                            @Override
                            public List<Task> tasks(TaskQuery query, int limit) {
                                List<Task> found = store.tasks(query, limit);
                                found.forEach(task -> strict.settle(task.id()));
                                return found;
                            }

                            @Override
                            public Optional<Holdings> holdings(AccountId account) {
                                return store.holdings(account);
                            }

                            @Override
                            public <T> T transact(Function<StoreTransaction, T> work) {
                                return store.transact(work);
                            }
                        },
                        policy -> policy)
                .tasks();

        assertThat(late.settleAll(ALICE)).isEmpty();
        assertThat(ledger.balance(ALICE).available()).isEqualTo(Credits.of(30));
    }
}
