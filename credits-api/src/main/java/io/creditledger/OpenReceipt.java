package io.creditledger;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The account is open.
 *
 * @param account the account
 * @param openedAt when it was opened
 * @param grant the sign-up credits as they were granted; null if the policy gave none
 * @param isReplay true if the account was open already and nothing changed
 */
public record OpenReceipt(
        AccountId account, Instant openedAt, @Nullable Grant grant, boolean isReplay) implements Receipt {
    public OpenReceipt {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(openedAt, "openedAt");
    }

    /**
     * Returns the sign-up credits.
     *
     * @return the grant as it was made; empty if the policy gave none
     */
    public Optional<Grant> signUpGrant() {
        return Optional.ofNullable(grant);
    }
}
