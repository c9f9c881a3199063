package io.creditledger.engine;

import static io.creditledger.Fixtures.ALICE;
import static io.creditledger.Fixtures.BOB;
import static io.creditledger.Fixtures.NOON;
import static io.creditledger.Fixtures.TOMORROW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.creditledger.IdempotencyConflictException;
import io.creditledger.StartTask;
import io.creditledger.Task;
import io.creditledger.TaskId;
import io.creditledger.TaskPage;
import io.creditledger.TaskQuery;
import io.creditledger.Tier;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskListTest extends StoredTasksSuite {
    @Test
    void pages_through_all_tasks() {
        ledger.open(BOB);
        tasks.start(PRO);
        tasks.start(STANDARD);
        tasks.start(StartTask.of(BOB, TaskId.of("1"), Tier.PRO));
        TaskQuery query = TaskQuery.of(TaskQuery.Kind.ANY).limit(2);

        TaskPage first = tasks.list(query);
        TaskPage second = tasks.list(query.after(first.next().orElseThrow()));

        assertThat(first.tasks()).extracting(Task::id).containsExactly(TASK, OTHER);
        assertThat(second.tasks()).extracting(Task::account).containsExactly(BOB);
        assertThat(second.next()).isEmpty();
    }

    @Test
    void finds_tasks_that_started_long_ago_and_never_ended() {
        tasks.start(PRO);
        tasks.start(StartTask.of(ALICE, TaskId.of("ended"), Tier.PRO));
        tasks.fail(TaskId.of("ended"));
        now = TOMORROW;
        tasks.start(STANDARD);

        assertThat(tasks.list(TaskQuery.of(TaskQuery.Kind.RUNNING).startedBefore(TOMORROW))
                        .tasks())
                .extracting(Task::id, Task::startedAt)
                .containsExactly(tuple(TASK, NOON));
    }

    @Test
    void a_task_id_that_two_accounts_share_is_refused_by_name() {
        JournalStore shared = new JournalStore() {
            @Override
            public List<Task> tasks(TaskId id) {
                return store.tasks(TaskQuery.of(TaskQuery.Kind.ANY), 2);
            }
        };
        ledger.open(BOB);
        tasks.start(StartTask.of(BOB, OTHER, Tier.PRO));
        tasks.start(PRO);

        assertThat(assertThatExceptionOfType(IdempotencyConflictException.class)
                        .isThrownBy(
                                () -> ledger(shared, policy -> policy).tasks().find(TASK))
                        .actual()
                        .key())
                .isEqualTo(TASK.key());
    }
}
