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
 * @param allocations which grant paid how much, in consumption order; together with what was forgiven or is owed they sum
 *     to the amount
 * @param forgiven what no grant could pay and was forgiven
 * @param owed what no grant could pay and became debt
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
        Credits forgiven,
        Credits owed,
        Instant chargedAt,
        long seq,
        @Nullable String reference,
        Metadata metadata) {

    /**
     * Checks the charge.
     *
     * @throws IllegalArgumentException if the allocations and what was forgiven or is owed do not sum to the amount
     */
    public Charge {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(forgiven, "forgiven");
        Objects.requireNonNull(owed, "owed");
        Objects.requireNonNull(chargedAt, "chargedAt");
        Objects.requireNonNull(metadata, "metadata");
        allocations = List.copyOf(allocations);
        Credits settled = Allocation.sum(allocations).plus(forgiven).plus(owed);
        if (!settled.equals(amount)) {
            throw new IllegalArgumentException("what grants paid, what was forgiven and what is owed of a charge of "
                    + amount + " must sum to it, but sum to " + settled);
        }
    }

    /**
     * Returns what no grant could pay.
     *
     * @return the forgiven and the owed credits together; 0 if the grants paid all
     */
    public Credits shortfall() {
        return forgiven.plus(owed);
    }
}
