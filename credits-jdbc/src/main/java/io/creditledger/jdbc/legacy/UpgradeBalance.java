package io.creditledger.jdbc.legacy;

import org.jspecify.annotations.Nullable;

/**
 * A row of {@code credit_upgrade_balance}: what an upgrade did to one user.
 *
 * @param user the user's id
 * @param before {@code users.credits} as it was; null if it was NULL
 * @param received the credits received by then
 * @param spent the credits spent by then
 * @param expired the credits that expired at the cutover
 * @param after what the upgrade left
 * @param difference what is neither left nor expired of what there was
 * @param expiredLater the credits that have expired since
 */
record UpgradeBalance(
        String user,
        @Nullable Long before,
        long received,
        long spent,
        long expired,
        long after,
        long difference,
        long expiredLater) {
    long creditsBefore() {
        return before == null ? 0 : before;
    }
}
