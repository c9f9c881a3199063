package io.creditledger;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Starts a task. It takes no credits; it pins the rate card that is in force.
 *
 * @param account who will pay
 * @param task the task
 * @param tier by whose rate it will be priced
 * @param estimate what it is expected to cost; null: unknown
 * @param isPrepaid true if it is paid for already, so that completing it charges nothing
 */
public record StartTask(
        AccountId account, TaskId task, Tier tier, @Nullable Credits estimate, boolean isPrepaid)
        implements TaskCommand {
    /** Checks that nothing is missing. */
    public StartTask {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(tier, "tier");
    }

    /**
     * Returns a request to start a task of unknown cost.
     *
     * @param account who will pay
     * @param task the task
     * @param tier by whose rate it will be priced
     * @return the request
     */
    public static StartTask of(AccountId account, TaskId task, Tier tier) {
        return new StartTask(account, task, tier, null, false);
    }

    /**
     * Returns this request with an estimate.
     *
     * @param credits what the task is expected to cost
     * @return the new request
     */
    public StartTask withEstimate(Credits credits) {
        return new StartTask(account, task, tier, Objects.requireNonNull(credits, "credits"), isPrepaid);
    }

    /**
     * Returns this request for a task that is paid for already.
     *
     * @return the new request
     */
    public StartTask prepaid() {
        return new StartTask(account, task, tier, estimate, true);
    }
}
