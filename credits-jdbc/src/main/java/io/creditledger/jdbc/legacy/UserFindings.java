package io.creditledger.jdbc.legacy;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of one user come to.
 *
 * @param user the user
 * @param transactions what the transactions sum up to, however odd they are
 * @param tasks how many tasks become what
 * @param outcome what adopting the user comes to; null if the id cannot name an account
 * @param refusedFor why the user would be refused; null: would not be
 */
record UserFindings(
        LegacyUser user,
        UserTally transactions,
        Map<TaskFate, Long> tasks,
        @Nullable AccountOutcome outcome,
        @Nullable RefusedUser refusedFor) {
    UserFindings {
        tasks = Map.copyOf(tasks);
    }

    Optional<RefusedUser> refusal() {
        return Optional.ofNullable(refusedFor);
    }

    /** What adopting comes to, of a user who is not refused. */
    AccountOutcome completeOutcome() {
        return Objects.requireNonNull(outcome, "outcome");
    }

    /** Whether the outcome counts every row: a user who is refused for a row was not looked at any further. */
    private boolean isComplete() {
        return refusedFor == null || refusedFor.reason() == RefusalReason.DIFFERENCE;
    }

    /** As a line of the plan. On an upgraded database receipts have expired while spending went on; only a replay knows. */
    PlannedUser planned(boolean isUpgraded) {
        AccountOutcome replayed = isUpgraded && isComplete() ? outcome : null;
        long left = replayed == null ? transactions.replay() : replayed.replay();
        long expired = replayed == null ? transactions.expired() : replayed.expired();
        long overdrawn = replayed == null ? transactions.overdrawn() : debtBeforeAdjustment(replayed);
        long expiredBefore = isUpgraded ? expired : 0;
        long before = user.credits() == null ? 0 : user.credits();
        long explained =
                transactions.receipts().credits() - transactions.spendings().credits();
        return new PlannedUser(
                user.id(),
                user.email(),
                user.credits(),
                transactions.receipts(),
                transactions.spendings(),
                transactions.expiredReceipts(),
                transactions.sum(),
                left,
                expired,
                expiredBefore,
                overdrawn,
                SumEquation.sum(before, expiredBefore, -explained));
    }

    private static long debtBeforeAdjustment(AccountOutcome outcome) {
        Long credits = outcome.user().credits();
        return credits == null ? outcome.debt() : outcome.replay() - (credits - outcome.difference());
    }
}
