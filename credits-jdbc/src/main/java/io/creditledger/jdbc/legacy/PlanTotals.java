package io.creditledger.jdbc.legacy;

import java.util.Objects;

/**
 * All users of a legacy database together.
 *
 * <p>No credits come from nowhere and none vanish: {@code before + expiredBefore = after + expired + surplus - deficit -
 * overdrawn}. The last three are the differences, each reported by its own number because in sum they would hide each
 * other. The constructor checks it.
 *
 * @param users how many users there are
 * @param receipts the transactions with a positive amount
 * @param spendings the transactions with a negative amount, as positive credits
 * @param expiredReceipts the receipts whose expiry has come, with all that was received by them, spent or not
 * @param usersWithExpiredReceipts how many users have such receipts
 * @param usersWhoLose how many users have credits that expire unspent
 * @param before the sum of {@code users.credits}
 * @param after what the replay leaves
 * @param afterBySum what the sum formula would leave
 * @param expired how many credits expire unspent under the replay
 * @param expiredBefore how many of these an upgrade took out of {@code users.credits} before
 * @param surplus what users have in {@code users.credits} that no transaction explains
 * @param deficit what users lack in {@code users.credits} that their transactions say they have
 * @param overdrawn what users spent that no receipt covers
 * @param usersWithSurplus how many users have such a surplus
 * @param usersWithDeficit how many users have such a deficit
 */
public record PlanTotals(
        long users,
        Tally receipts,
        Tally spendings,
        Tally expiredReceipts,
        long usersWithExpiredReceipts,
        long usersWhoLose,
        long before,
        long after,
        long afterBySum,
        long expired,
        long expiredBefore,
        long surplus,
        long deficit,
        long overdrawn,
        long usersWithSurplus,
        long usersWithDeficit) {
    static final PlanTotals NONE =
            new PlanTotals(0, Tally.NONE, Tally.NONE, Tally.NONE, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if the equation does not hold
     */
    public PlanTotals {
        Objects.requireNonNull(receipts, "receipts");
        Objects.requireNonNull(spendings, "spendings");
        Objects.requireNonNull(expiredReceipts, "expiredReceipts");
        SumEquation.require(
                "before + expired before = after + expired + surplus - deficit - overdrawn",
                SumEquation.sum(before, expiredBefore),
                SumEquation.sum(after, expired, surplus, -deficit, -overdrawn));
    }

    /**
     * Returns the differences in sum: what is neither left nor expired of what was there before.
     *
     * @return {@code surplus - deficit - overdrawn}
     */
    public long differences() {
        return SumEquation.sum(surplus, -deficit, -overdrawn);
    }

    /** Returns these totals with one more user. */
    PlanTotals plus(PlannedUser user) {
        return new PlanTotals(
                users + 1,
                receipts.plus(user.receipts()),
                spendings.plus(user.spendings()),
                expiredReceipts.plus(user.expiredReceipts()),
                usersWithExpiredReceipts + oneIf(user.expiredReceipts().count() > 0),
                usersWhoLose + oneIf(user.expired() > 0),
                Math.addExact(before, user.before()),
                Math.addExact(after, user.replay()),
                Math.addExact(afterBySum, user.sum()),
                Math.addExact(expired, user.expired()),
                Math.addExact(expiredBefore, user.expiredBefore()),
                Math.addExact(surplus, Math.max(0, user.unexplained())),
                Math.addExact(deficit, Math.max(0, Math.negateExact(user.unexplained()))),
                Math.addExact(overdrawn, user.overdrawn()),
                usersWithSurplus + oneIf(user.unexplained() > 0),
                usersWithDeficit + oneIf(user.unexplained() < 0));
    }

    private static int oneIf(boolean holds) {
        return holds ? 1 : 0;
    }
}
