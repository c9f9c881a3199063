package io.creditledger;

/** A command about one task, whose effect is made once for the task. */
public sealed interface TaskCommand extends Command<TaskReceipt> permits StartTask, CompleteTask, EndTask, SettleTask {
    /**
     * Returns which task.
     *
     * @return the task's id
     */
    TaskId task();

    @Override
    default Class<TaskReceipt> receiptType() {
        return TaskReceipt.class;
    }
}
