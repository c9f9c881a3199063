package io.creditledger.spi;

import io.creditledger.Grant;
import java.util.List;
import java.util.Objects;

/**
 * An account and all its open grants, seen at one moment.
 *
 * @param account the account
 * @param openGrants its open grants, in any order
 */
public record Holdings(Account account, List<Grant> openGrants) {
    public Holdings {
        Objects.requireNonNull(account, "account");
        openGrants = List.copyOf(openGrants);
    }
}
