package io.creditledger.jdbc.legacy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one side, the legacy rows or the ledger, knows of expiry.
 *
 * @param expired the receipts, or their grants, whose expiry had come when they were adopted
 * @param holders how many users, or accounts, have such
 * @param earliest the first expiry; null if there is none
 * @param latest the last expiry; null if there is none
 */
record ExpirySide(
        Tally expired,
        long holders,
        @Nullable Instant earliest,
        @Nullable Instant latest) {
    static final ExpirySide NOTHING = new ExpirySide(Tally.NONE, 0, null, null);

    static ExpirySide of(UserTally user) {
        Tally expired = user.expiredReceipts();
        return new ExpirySide(expired, expired.count() > 0 ? 1 : 0, user.earliestExpiry(), user.latestExpiry());
    }

    ExpirySide plus(ExpirySide other) {
        return new ExpirySide(
                expired.plus(other.expired),
                holders + other.holders,
                UserTally.earlier(earliest, other.earliest),
                UserTally.later(latest, other.latest));
    }
}
