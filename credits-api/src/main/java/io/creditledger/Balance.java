package io.creditledger;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What an account has at an instant. Exact whether or not a sweep has ever run.
 *
 * @param account whose balance it is
 * @param at the instant
 * @param available the credits that a charge could take
 * @param notYetEffective the credits of grants that are not effective yet
 * @param held the credits that are reserved
 * @param debt the credits that the account owes; they are not taken off what is available
 * @param expiring what expires next, soonest first, one element for each instant; it covers what is available and what
 *     is not yet effective, except what never expires
 */
public record Balance(
        AccountId account,
        Instant at,
        Credits available,
        Credits notYetEffective,
        Credits held,
        Credits debt,
        List<ExpiringCredits> expiring) {

    public Balance {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(available, "available");
        Objects.requireNonNull(notYetEffective, "notYetEffective");
        Objects.requireNonNull(held, "held");
        Objects.requireNonNull(debt, "debt");
        expiring = List.copyOf(expiring);
    }
}
