package io.creditledger.jdbc.legacy;

import io.creditledger.Credits;
import io.creditledger.Grant;
import io.creditledger.jdbc.ExpiredSummary;
import io.creditledger.jdbc.ExpiryRange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one side, the legacy rows or the ledger, knew of expiry when the users were adopted.
 *
 * @param expired the receipts, or their grants, whose expiry had come
 * @param holders how many users, or accounts, have such
 * @param lost what of them expired unspent
 * @param losers how many users, or accounts, lost something
 * @param due what of them has expired without being recorded
 * @param expiring how many have an expiry at all
 * @param never how many have none
 * @param earliest the first expiry; null if there is none
 * @param latest the last expiry; null if there is none
 */
record ExpirySide(
        Tally expired,
        long holders,
        long lost,
        long losers,
        Tally due,
        long expiring,
        long never,
        @Nullable Instant earliest,
        @Nullable Instant latest) {
    static final ExpirySide NOTHING = new ExpirySide(Tally.NONE, 0, 0, 0, Tally.NONE, 0, 0, null, null);

    /** What the rows of a user say: every one has an expiry, and nothing that is due is left by a replay. */
    static ExpirySide of(UserTally rows, long lost) {
        return new ExpirySide(
                rows.expiredReceipts(),
                oneIf(rows.expiredReceipts().count() > 0),
                lost,
                oneIf(lost > 0),
                Tally.NONE,
                rows.receipts().count(),
                0,
                rows.earliestExpiry(),
                rows.latestExpiry());
    }

    /** What one grant says. */
    static ExpirySide of(Grant grant, Instant asOf) {
        boolean hasExpired = grant.expiry().hasPassedAt(asOf);
        boolean isDue = grant.isDueAt(asOf);
        Instant expires = grant.expiry().instant().orElse(null);
        return new ExpirySide(
                hasExpired ? Tally.NONE.and(grant.amount().value()) : Tally.NONE,
                0,
                0,
                0,
                isDue ? Tally.NONE.and(grant.remaining().value()) : Tally.NONE,
                oneIf(expires != null),
                oneIf(expires == null),
                expires,
                expires);
    }

    /** The same, of one account that has lost so much. */
    ExpirySide ofOneAccount(long lostByIt) {
        return new ExpirySide(
                expired,
                oneIf(expired.count() > 0),
                lostByIt,
                oneIf(lostByIt > 0),
                due,
                expiring,
                never,
                earliest,
                latest);
    }

    ExpirySide plus(ExpirySide other) {
        return new ExpirySide(
                expired.plus(other.expired),
                holders + other.holders,
                Math.addExact(lost, other.lost),
                losers + other.losers,
                due.plus(other.due),
                expiring + other.expiring,
                never + other.never,
                UserTally.earlier(earliest, other.earliest),
                UserTally.later(latest, other.latest));
    }

    ExpiredSummary summary() {
        return new ExpiredSummary(
                expired.count(),
                Credits.of(expired.credits()),
                Credits.of(lost),
                holders,
                losers,
                due.count(),
                Credits.of(due.credits()));
    }

    ExpiryRange range() {
        return new ExpiryRange(earliest, latest, expiring, never);
    }

    private static int oneIf(boolean holds) {
        return holds ? 1 : 0;
    }
}
