package io.creditledger;

import java.util.Objects;

/**
 * Whether an account can afford what a task is expected to cost.
 *
 * @param account who would pay
 * @param available what is available now
 * @param required what the task is expected to cost
 * @param running what the account's running tasks are expected to cost
 * @param reserved how much of that counts, as the policy says: all of it or nothing
 */
public record Affordability(AccountId account, Credits available, Credits required, Credits running, Credits reserved) {
    /** Checks that nothing is missing. */
    public Affordability {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(available, "available");
        Objects.requireNonNull(required, "required");
        Objects.requireNonNull(running, "running");
        Objects.requireNonNull(reserved, "reserved");
    }

    /**
     * Tells whether enough is there.
     *
     * @return true if nothing is missing
     */
    public boolean isAffordable() {
        return missing().isZero();
    }

    /**
     * Returns what running tasks leave.
     *
     * @return the available credits less the reserved ones, not below 0
     */
    public Credits free() {
        return available.minus(reserved.min(available));
    }

    /**
     * Returns how much is lacking.
     *
     * @return the required credits less what is free; 0 if enough is there
     */
    public Credits missing() {
        return required.minus(required.min(free()));
    }
}
