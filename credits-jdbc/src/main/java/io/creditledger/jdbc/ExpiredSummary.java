package io.creditledger.jdbc;

import io.creditledger.Credits;
import java.util.Objects;

/**
 * What has expired, over all accounts.
 *
 * @param grants the number of grants whose expiry is past
 * @param granted what they gave
 * @param expired what of that expired unspent, as far as it is recorded
 * @param accounts the number of accounts that had such grants
 * @param affected the number of accounts that lost credits
 * @param dueGrants the number of grants whose expiry is past but not recorded yet
 * @param due what those gave
 */
public record ExpiredSummary(
        long grants, Credits granted, Credits expired, long accounts, long affected, long dueGrants, Credits due) {
    public ExpiredSummary {
        Objects.requireNonNull(granted, "granted");
        Objects.requireNonNull(expired, "expired");
        Objects.requireNonNull(due, "due");
    }
}
