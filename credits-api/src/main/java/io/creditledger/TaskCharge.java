package io.creditledger;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a completed task costs, and how that was settled.
 *
 * @param calculated the price of its output
 * @param deducted what was taken from grants
 * @param forgiven what was forgiven
 * @param owed what became debt
 * @param chargedAt the instant of the transaction that charged it; null: it is not charged yet, and nothing was deducted, forgiven or owed
 */
public record TaskCharge(
        Credits calculated,
        Credits deducted,
        Credits forgiven,
        Credits owed,
        @Nullable Instant chargedAt) {
    /**
     * Checks the amounts.
     *
     * @throws IllegalArgumentException if the parts do not sum to the price once it is charged, or to 0 before
     */
    public TaskCharge {
        Objects.requireNonNull(calculated, "calculated");
        Objects.requireNonNull(deducted, "deducted");
        Objects.requireNonNull(forgiven, "forgiven");
        Objects.requireNonNull(owed, "owed");
        Credits settled = deducted.plus(forgiven).plus(owed);
        Credits expected = chargedAt == null ? Credits.ZERO : calculated;
        if (!settled.equals(expected)) {
            throw new IllegalArgumentException("deducted " + deducted + ", forgiven " + forgiven + " and owed " + owed
                    + " credits must sum to " + expected + ", but sum to " + settled);
        }
    }

    /**
     * Returns the charge of a completed task that could not be paid.
     *
     * @param calculated the price of its output
     * @return the charge, not settled
     */
    public static TaskCharge unpaid(Credits calculated) {
        return new TaskCharge(calculated, Credits.ZERO, Credits.ZERO, Credits.ZERO, null);
    }

    /**
     * Tells whether the task is charged.
     *
     * @return true if the price was deducted, forgiven or owed
     */
    public boolean isCharged() {
        return chargedAt != null;
    }

    /**
     * Returns what no grant could pay.
     *
     * @return the forgiven and the owed credits together
     */
    public Credits shortfall() {
        return forgiven.plus(owed);
    }
}
