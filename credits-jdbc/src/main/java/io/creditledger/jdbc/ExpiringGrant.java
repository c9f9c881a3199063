package io.creditledger.jdbc;

import io.creditledger.AccountId;
import io.creditledger.Credits;
import io.creditledger.GrantId;
import java.time.Instant;
import java.util.Objects;

/**
 * A grant of which something is left that will expire.
 *
 * @param account whose grant it is
 * @param grant the grant
 * @param source where its credits come from
 * @param remaining how many are left
 * @param expires the first instant at which they are gone
 */
public record ExpiringGrant(AccountId account, GrantId grant, String source, Credits remaining, Instant expires) {
    public ExpiringGrant {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(grant, "grant");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(remaining, "remaining");
        Objects.requireNonNull(expires, "expires");
    }
}
