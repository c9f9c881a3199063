package io.creditledger;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a reward.
 *
 * @param account who receives it
 * @param made the grant, made now or earlier; null if there is none because the reward is of 0 credits now
 * @param isNew true if the grant was made now
 */
public record RewardReceipt(AccountId account, @Nullable Grant made, boolean isNew) implements Receipt {
    /**
     * Checks the receipt.
     *
     * @throws IllegalArgumentException if it tells of a new grant and has none
     */
    public RewardReceipt {
        Objects.requireNonNull(account, "account");
        if (isNew && made == null) {
            throw new IllegalArgumentException("a reward that is new has a grant, but there is none");
        }
    }

    /**
     * Returns the grant.
     *
     * @return the grant as it was made, now or earlier; empty if there is none because the reward is of 0 credits now
     */
    public Optional<Grant> grant() {
        return Optional.ofNullable(made);
    }
}
