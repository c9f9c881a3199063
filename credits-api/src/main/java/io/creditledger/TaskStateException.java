package io.creditledger;

/** The task has come to where what was asked for is not possible any more, or not yet. */
public final class TaskStateException extends CreditLedgerException {
    private static final long serialVersionUID = 1L;

    private final TaskId task;
    private final TaskStatus status;

    /**
     * Names the task and its status.
     *
     * @param task the task
     * @param status how far it has come
     * @param attempt what was asked for, such as {@code complete}
     * @param possible what would be right
     */
    public TaskStateException(TaskId task, TaskStatus status, String attempt, String possible) {
        super("task '" + task + "' is " + status + "; it is not possible to " + attempt + " it. " + possible);
        this.task = task;
        this.status = status;
    }

    /**
     * Returns which task.
     *
     * @return the task's id
     */
    public TaskId task() {
        return task;
    }

    /**
     * Returns how far the task has come.
     *
     * @return its status
     */
    public TaskStatus status() {
        return status;
    }
}
