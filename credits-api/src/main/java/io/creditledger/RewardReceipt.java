package io.creditledger;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a reward.
 *
 * @param account who receives it
 * @param made the grant, made now or earlier; null if the policy gives nothing for it
 * @param isNew true if the grant was made now
 */
public record RewardReceipt(AccountId account, @Nullable Grant made, boolean isNew) {
    /** Checks that the account is given. */
    public RewardReceipt {
        Objects.requireNonNull(account, "account");
    }

    /**
     * Returns the grant.
     *
     * @return the grant as it was made, now or earlier; empty if the policy gives nothing for it
     */
    public Optional<Grant> grant() {
        return Optional.ofNullable(made);
    }
}
