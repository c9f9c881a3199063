package io.creditledger.jdbc.legacy;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One user of a legacy database, and what becomes of the credits.
 *
 * <p>Two equations hold, and are checked: {@code received - spent = replay + expired - overdrawn}, and {@code credits +
 * expiredBefore = replay + expired + unexplained - overdrawn}.
 *
 * @param id the user's id, as the database writes it
 * @param email the user's address; null if there is none
 * @param credits {@code users.credits}; null if it is NULL, which counts as 0
 * @param receipts the transactions with a positive amount
 * @param spendings the transactions with a negative amount, as positive credits
 * @param expiredReceipts the receipts whose expiry has come, with all that was received by them, spent or not
 * @param sum what the sum formula leaves: unexpired receipts less all spending, at least 0
 * @param replay what the replay leaves: what is available of the transactions alone
 * @param expired how many credits expire unspent under the replay
 * @param expiredBefore how many of these an upgrade took out of {@code credits} before: all on an upgraded database, else 0
 * @param overdrawn how many credits were spent that no receipt covers
 * @param unexplained what {@code credits} have that no transaction explains; negative where they lack something
 */
public record PlannedUser(
        String id,
        @Nullable String email,
        @Nullable Long credits,
        Tally receipts,
        Tally spendings,
        Tally expiredReceipts,
        long sum,
        long replay,
        long expired,
        long expiredBefore,
        long overdrawn,
        long unexplained) {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if an equation does not hold, or a number is negative that must not be
     */
    public PlannedUser {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(receipts, "receipts");
        Objects.requireNonNull(spendings, "spendings");
        Objects.requireNonNull(expiredReceipts, "expiredReceipts");
        if (sum < 0 || replay < 0 || expired < 0 || overdrawn < 0 || (expiredBefore != 0 && expiredBefore != expired)) {
            throw new IllegalArgumentException(
                    "credits that are left, expire or were overdrawn cannot be negative: sum "
                            + sum + ", replay " + replay + ", expired " + expired + " (before: " + expiredBefore
                            + "), overdrawn " + overdrawn + " of user '" + id + "'");
        }
        SumEquation.require(
                "received - spent = replay + expired - overdrawn of user '" + id + "'",
                Math.subtractExact(receipts.credits(), spendings.credits()),
                SumEquation.sum(replay, expired, -overdrawn));
        SumEquation.require(
                "credits + expired before = replay + expired + unexplained - overdrawn of user '" + id + "'",
                SumEquation.sum(credits == null ? 0 : credits, expiredBefore),
                SumEquation.sum(replay, expired, unexplained, -overdrawn));
    }

    /**
     * Returns what the user has before.
     *
     * @return {@code credits}, or 0 if they are NULL
     */
    public long before() {
        return credits == null ? 0 : credits;
    }

    /**
     * Tells how far {@code credits}, the sum and the replay lie apart.
     *
     * @return the greatest of the three less the smallest; 0 if they agree
     */
    public long gap() {
        long least = Math.min(before(), Math.min(sum, replay));
        long most = Math.max(before(), Math.max(sum, replay));
        return Math.subtractExact(most, least);
    }
}
