package io.creditledger.jdbc.legacy;

import io.creditledger.RunId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run has adopted, from its beginning, however often it was interrupted.
 *
 * @param run the run; null if there was nobody to adopt, and so nothing was written
 * @param users how many users became accounts
 * @param receipts how many receipts became grants
 * @param spendings how many spendings became charges
 * @param tasks how many tasks came along
 * @param expired the credits that expired
 * @param adjustedUsers how many accounts were made to agree with {@code users.credits}
 * @param adjustmentsGranted the credits that were granted for that
 * @param adjustmentsCharged the credits that were charged for that
 * @param dirtyRows how many rows of adopted users lacked an amount or a date, were dated in the future, or were tasks that
 *     had not been charged and could not be priced
 * @param orphanTransactions how many transactions belong to nobody; they are left alone
 * @param orphanTasks how many tasks belong to nobody; they are left alone
 * @param refusedUsers how many users were refused
 * @param refused the first of them, at most {@value #MAX_LISTED}
 */
public record AdoptionResult(
        @Nullable RunId run,
        long users,
        long receipts,
        long spendings,
        long tasks,
        long expired,
        long adjustedUsers,
        long adjustmentsGranted,
        long adjustmentsCharged,
        long dirtyRows,
        long orphanTransactions,
        long orphanTasks,
        long refusedUsers,
        List<RefusedUser> refused) {
    /** The greatest number of refused users that are listed; table {@code credit_adoption_refusal} has all of them. */
    public static final int MAX_LISTED = 100;

    public AdoptionResult {
        refused = List.copyOf(refused);
    }
}
