package io.creditledger.testkit;

import io.creditledger.TaskReceipt;

/** Assertions on a {@link TaskReceipt}; begun by {@link CreditAssertions#assertThat(TaskReceipt)}. */
public final class TaskReceiptAssert extends AbstractReceiptAssert<TaskReceiptAssert, TaskReceipt> {
    TaskReceiptAssert(TaskReceipt actual) {
        super(actual, TaskReceiptAssert.class);
    }

    /**
     * Verifies that the task is charged its price, all of it from grants.
     *
     * @param credits the price
     * @return this
     * @throws AssertionError if the task is not charged, has another price, or grants paid less than that
     */
    public TaskReceiptAssert isPaid(long credits) {
        task().isCharged().hasCalculated(credits).hasDeducted(credits);
        return this;
    }

    /**
     * Goes on with assertions on the task.
     *
     * @return the assertions
     */
    public TaskAssert task() {
        isNotNull();
        return new TaskAssert(actual.task()).as(info.description());
    }

    @Override
    boolean replay() {
        return actual.isReplay();
    }
}
