package io.creditledger.jdbc.legacy;

import io.creditledger.LedgerTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one user's transactions sum up to, however odd they are.
 *
 * @param receipts credits received
 * @param spendings credits spent
 * @param expiredReceipts the receipts whose expiry has come
 * @param earliestExpiry the first expiry of a receipt; null if there is none
 * @param latestExpiry the last expiry of a receipt; null if there is none
 */
record UserTally(
        Tally receipts,
        Tally spendings,
        Tally expiredReceipts,
        @Nullable Instant earliestExpiry,
        @Nullable Instant latestExpiry) {
    static final UserTally NOTHING = new UserTally(Tally.NONE, Tally.NONE, Tally.NONE, null, null);

    UserTally withSpending(long amount) {
        return new UserTally(receipts, spendings.and(amount), expiredReceipts, earliestExpiry, latestExpiry);
    }

    /** Adds a receipt that has expired if its expiry is not after an instant; one of no storable expiry never does. */
    UserTally withReceipt(long amount, Instant expiry, Instant asOf) {
        boolean isExpired = !expiry.isAfter(asOf);
        return new UserTally(
                receipts.and(amount),
                spendings,
                isExpired ? expiredReceipts.and(amount) : expiredReceipts,
                earlier(earliestExpiry, expiry),
                later(latestExpiry, expiry));
    }

    UserTally plus(UserTally other) {
        return new UserTally(
                receipts.plus(other.receipts),
                spendings.plus(other.spendings),
                expiredReceipts.plus(other.expiredReceipts),
                earlier(earliestExpiry, other.earliestExpiry),
                later(latestExpiry, other.latestExpiry));
    }

    private long unexpired() {
        return receipts.credits() - expiredReceipts.credits();
    }

    /** What is left if all spending is taken from what has not expired. */
    long sum() {
        return Math.max(0, unexpired() - spendings.credits());
    }

    /** What is left if spending is taken from the oldest receipts first and everything else that has expired goes then. */
    long replay() {
        return Math.max(0, receipts.credits() - Math.max(spendings.credits(), expiredReceipts.credits()));
    }

    /** What of the expired receipts was not spent. */
    long expired() {
        return Math.max(0, expiredReceipts.credits() - spendings.credits());
    }

    /** What was spent that no receipt covers. */
    long overdrawn() {
        return Math.max(0, spendings.credits() - receipts.credits());
    }

    static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isBefore(one)) ? other : one;
    }

    static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isAfter(one)) ? other : one;
    }

    /** The expiry of a row that received credits, as the adoption reckons it; far away if nobody can store it. */
    static Instant expiryOf(LegacyTransaction row, AdoptionTerms terms) {
        try {
            return row.expiresAt() != null
                    ? LedgerTime.cut(row.expiresAt())
                    : terms.expiryOf(LedgerTime.cut(row.createdAt() == null ? terms.cutover() : row.createdAt()))
                            .instant()
                            .orElse(Instant.MAX);
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            return Instant.MAX;
        }
    }
}
