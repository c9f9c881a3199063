package io.creditledger.testkit.contract;

import io.creditledger.TaskId;
import io.creditledger.TaskReceipt;
import io.creditledger.TaskStatus;
import io.creditledger.Tasks;
import java.time.Duration;
import java.util.function.BiFunction;

/** Ways in which a task ends. */
@SuppressWarnings("ImmutableEnumChecker") // what the rows hold has no state
enum TaskEnd {
    COMPLETE(TaskStatus.COMPLETED, (tasks, task) -> tasks.complete(task, Duration.ofSeconds(5))),
    FAIL(TaskStatus.FAILED, Tasks::fail),
    CANCEL(TaskStatus.CANCELLED, Tasks::cancel);

    private final TaskStatus status;
    private final BiFunction<Tasks, TaskId, TaskReceipt> call;

    TaskEnd(TaskStatus status, BiFunction<Tasks, TaskId, TaskReceipt> call) {
        this.status = status;
        this.call = call;
    }

    TaskStatus status() {
        return status;
    }

    TaskReceipt of(TaskId task, Tasks tasks) {
        return call.apply(tasks, task);
    }
}
