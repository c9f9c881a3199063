package io.creditledger.jdbc;

import io.creditledger.AccountId;
import io.creditledger.Credits;
import java.time.Instant;
import java.util.Objects;

/**
 * An account that lost credits because they expired.
 *
 * @param account the account
 * @param balance what it has now, in credits; below zero only on a host's own tables
 * @param expired what it lost
 * @param firstExpiry the expiry of the first of its grants that expired
 */
public record AffectedAccount(AccountId account, long balance, Credits expired, Instant firstExpiry) {
    public AffectedAccount {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(expired, "expired");
        Objects.requireNonNull(firstExpiry, "firstExpiry");
    }
}
