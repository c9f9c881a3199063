package io.creditledger;

/** The task was never started. */
public final class TaskNotFoundException extends CreditLedgerException {
    private static final long serialVersionUID = 1L;

    private final TaskId task;

    /**
     * Names the task that is missing.
     *
     * @param task the id that no task has
     */
    public TaskNotFoundException(TaskId task) {
        super("task '" + task + "' was never started; start it first");
        this.task = task;
    }

    /**
     * Returns the id that no task has.
     *
     * @return the task's id
     */
    public TaskId task() {
        return task;
    }
}
