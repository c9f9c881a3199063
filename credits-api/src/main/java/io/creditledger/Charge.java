package io.creditledger;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Credits that an account has paid, and the grants that they came from.
 *
 * @param account who paid
 * @param key the key of the request that made the charge
 * @param amount how many credits
 * @param allocations which grant paid how much, in consumption order; they sum to the amount
 * @param chargedAt when the charge was made
 * @param seq the transaction in the account's journal
 * @param reference the host's reference; null: none was given
 * @param metadata the host's metadata
 */
public record Charge(
        AccountId account,
        IdempotencyKey key,
        Credits amount,
        List<Allocation> allocations,
        Instant chargedAt,
        long seq,
        @Nullable String reference,
        Metadata metadata) {

    /**
     * Checks the charge.
     *
     * @throws IllegalArgumentException if the allocations do not sum to the amount
     */
    public Charge {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(chargedAt, "chargedAt");
        Objects.requireNonNull(metadata, "metadata");
        allocations = List.copyOf(allocations);
        Credits allocated = Allocation.sum(allocations);
        if (!allocated.equals(amount)) {
            throw new IllegalArgumentException(
                    "the allocations of a charge of " + amount + " must sum to it, but sum to " + allocated);
        }
    }
}
