package io.creditledger.jdbc.legacy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What upgrading or adopting a legacy database would change, found out without changing anything.
 *
 * <p>It holds totals and short lists, whatever the number of users. The line of every single user can be written as CSV
 * while the plan is made.
 *
 * @param at when the plan was made
 * @param cutover the instant at which expiry begins to exist
 * @param isUpgraded whether the database was upgraded in place before
 * @param tablesWithoutIndex which of {@code credit_transactions} and {@code tasks} lack an index that begins with {@code
 *     user_id}; each batch of users reads such a table as a whole
 * @param totals all users together
 * @param usersWithGaps how many users have {@code credits}, a sum and a replay that are not all the same
 * @param largestGaps those of them with the largest gaps, largest first
 * @param dirtyRows the rows that are not as they should be, by kind; only kinds that there are
 * @param tasks how many tasks become what
 * @param adoption what an adoption with the same settings would leave in the ledger
 */
public record AdoptionPlan(
        Instant at,
        Instant cutover,
        boolean isUpgraded,
        List<String> tablesWithoutIndex,
        PlanTotals totals,
        long usersWithGaps,
        List<PlannedUser> largestGaps,
        List<DirtyRows> dirtyRows,
        Map<TaskFate, Long> tasks,
        PlannedAdoption adoption) {
    /**
     * Checks the plan.
     *
     * @throws IllegalArgumentException if there are more users with gaps than users, or more are listed than there are
     */
    public AdoptionPlan {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(cutover, "cutover");
        Objects.requireNonNull(totals, "totals");
        tablesWithoutIndex = List.copyOf(tablesWithoutIndex);
        largestGaps = List.copyOf(largestGaps);
        dirtyRows = List.copyOf(dirtyRows);
        tasks = Map.copyOf(tasks);
        Objects.requireNonNull(adoption, "adoption");
        if (usersWithGaps > totals.users() || largestGaps.size() > usersWithGaps) {
            throw new IllegalArgumentException("of " + totals.users() + " users " + usersWithGaps
                    + " cannot have gaps of which " + largestGaps.size() + " are listed");
        }
    }

    /**
     * Returns how many rows there are of a kind that is not as it should be.
     *
     * @param kind the kind
     * @return how many; 0 if there are none
     */
    public long countOf(DirtyKind kind) {
        return dirtyRows.stream()
                .filter(rows -> rows.kind() == kind)
                .mapToLong(DirtyRows::count)
                .sum();
    }

    /**
     * Returns how many tasks become something.
     *
     * @param fate what they become
     * @return how many; 0 if there are none
     */
    public long countOf(TaskFate fate) {
        return tasks.getOrDefault(fate, 0L);
    }

    /**
     * Returns a report for people to read.
     *
     * @return lines, each with a line feed at its end
     */
    public String text() {
        return PlanText.of(this);
    }
}
