package io.creditledger;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What a charge would take, had it been made at an instant.
 *
 * @param account who would pay
 * @param amount how many credits would be charged
 * @param available how many credits are available
 * @param allocations which grants would pay how much, in consumption order; empty if the charge would be refused because
 *     the policy rejects a shortfall
 * @param at the instant for which the quote holds
 */
public record Quote(AccountId account, Credits amount, Credits available, List<Allocation> allocations, Instant at) {
    public Quote {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(available, "available");
        Objects.requireNonNull(at, "at");
        allocations = List.copyOf(allocations);
    }

    /**
     * Tells whether the grants would pay all of it.
     *
     * @return true if enough is available
     */
    public boolean isCovered() {
        return !amount.isMoreThan(available);
    }

    /**
     * Returns how many credits are lacking.
     *
     * @return the amount less what is available; 0 if the grants would pay all of it
     */
    public Credits missing() {
        return amount.minus(amount.min(available));
    }
}
