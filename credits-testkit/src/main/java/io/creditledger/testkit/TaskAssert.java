package io.creditledger.testkit;

import io.creditledger.Credits;
import io.creditledger.Output;
import io.creditledger.Task;
import io.creditledger.TaskCharge;
import io.creditledger.TaskStatus;
import java.util.Objects;
import java.util.function.Function;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions on a {@link Task}; begun by {@link CreditAssertions#assertThat(Task)}. */
public final class TaskAssert extends AbstractAssert<TaskAssert, Task> {
    TaskAssert(Task actual) {
        super(actual, TaskAssert.class);
    }

    /**
     * Verifies that the task has not ended.
     *
     * @return this
     * @throws AssertionError if it has ended
     */
    public TaskAssert isRunning() {
        return hasStatus(TaskStatus.RUNNING);
    }

    /**
     * Verifies how far the task has come.
     *
     * @param status the status
     * @return this
     * @throws AssertionError if it has another status
     */
    public TaskAssert hasStatus(TaskStatus status) {
        isNotNull();
        return same("status", actual.status(), status);
    }

    /**
     * Verifies by which version of the rate card the task is priced.
     *
     * @param version the version
     * @return this
     * @throws AssertionError if it is priced by another
     */
    public TaskAssert hasRateCard(String version) {
        isNotNull();
        return same("rate card", actual.rateCard(), version);
    }

    /**
     * Verifies what the task has produced.
     *
     * @param output the output
     * @return this
     * @throws AssertionError if it has produced nothing, or another output
     */
    public TaskAssert hasOutput(Output output) {
        isNotNull();
        return same("output", actual.output(), output);
    }

    /**
     * Verifies the price of the task's output.
     *
     * @param credits how many credits
     * @return this
     * @throws AssertionError if the task has another price, or none
     */
    public TaskAssert hasCalculated(long credits) {
        return hasPart("calculated", TaskCharge::calculated, credits);
    }

    /**
     * Verifies what was taken from grants for the task.
     *
     * @param credits how many credits
     * @return this
     * @throws AssertionError if more or less was taken, or the task has no charge
     */
    public TaskAssert hasDeducted(long credits) {
        return hasPart("deducted", TaskCharge::deducted, credits);
    }

    /**
     * Verifies what of the task's price was forgiven.
     *
     * @param credits how many credits
     * @return this
     * @throws AssertionError if more or less was forgiven, or the task has no charge
     */
    public TaskAssert hasForgiven(long credits) {
        return hasPart("forgiven", TaskCharge::forgiven, credits);
    }

    /**
     * Verifies what of the task's price became debt.
     *
     * @param credits how many credits
     * @return this
     * @throws AssertionError if more or less became debt, or the task has no charge
     */
    public TaskAssert hasOwed(long credits) {
        return hasPart("owed", TaskCharge::owed, credits);
    }

    /**
     * Verifies that the task is completed and charged.
     *
     * @return this
     * @throws AssertionError if it is not
     */
    public TaskAssert isCharged() {
        isNotNull();
        TaskCharge charge = actual.charge();
        if (charge == null || !charge.isCharged()) {
            failWithMessage("Expected %s to be charged, but it is not: %s", subject(), actual);
        }
        return this;
    }

    /**
     * Verifies that the task is completed, and waits to be charged.
     *
     * @return this
     * @throws AssertionError if it is charged, or is not to be charged
     */
    public TaskAssert isUncharged() {
        isNotNull();
        if (!actual.isUncharged()) {
            failWithMessage("Expected %s to be completed but uncharged, but it is not: %s", subject(), actual);
        }
        return this;
    }

    /**
     * Verifies that the task costs nothing: it is not completed, or prepaid.
     *
     * @return this
     * @throws AssertionError if it has a charge, settled or not
     */
    public TaskAssert hasNoCharge() {
        isNotNull();
        return same("charge", actual.charge(), null);
    }

    private TaskAssert hasPart(String what, Function<TaskCharge, Credits> part, long credits) {
        isNotNull();
        TaskCharge charge = actual.charge();
        return same(what + " credits", charge == null ? null : part.apply(charge), Credits.of(credits));
    }

    private TaskAssert same(String what, @Nullable Object found, @Nullable Object expected) {
        if (!Objects.equals(found, expected)) {
            throw failureWithActualExpected(
                    found, expected, "Expected %s to have %s %s, but it has %s", subject(), what, expected, found);
        }
        return this;
    }

    private String subject() {
        return "task '" + actual.id() + "' of account '" + actual.account() + "'";
    }
}
