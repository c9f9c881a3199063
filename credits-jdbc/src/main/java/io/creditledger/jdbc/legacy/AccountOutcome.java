package io.creditledger.jdbc.legacy;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What adopting one user comes to.
 *
 * @param user the user
 * @param tally what the user's rows sum up to
 * @param sum what is left if all spending is taken from the receipts that have not expired, at least 0
 * @param replay what is left if spending is taken first in, first out, before any adjustment
 * @param available what the adopted account has
 * @param debt what the adopted account owes
 * @param expired the credits that expired
 * @param difference {@code users.credits} less what the transactions leave; 0 if there is no balance to compare with
 * @param adjustment what was granted (positive) or charged (negative) to make up for the difference
 * @param refusedFor why the user is not adopted; null: the user is
 */
record AccountOutcome(
        LegacyUser user,
        AccountTally tally,
        long sum,
        long replay,
        long available,
        long debt,
        long expired,
        long difference,
        long adjustment,
        @Nullable RefusedUser refusedFor) {
    Optional<RefusedUser> refusal() {
        return Optional.ofNullable(refusedFor);
    }
}
