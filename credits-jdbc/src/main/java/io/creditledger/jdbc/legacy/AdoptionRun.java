package io.creditledger.jdbc.legacy;

import io.creditledger.RunId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code credit_adoption}.
 *
 * @param id the run
 * @param state how far it has come
 * @param cutover the instant from which expiry applies
 * @param isUpgraded whether the legacy database was upgraded
 * @param isMirrored whether the ledger that adopts sets {@code users.credits}
 * @param settings the settings that the accounts depend on
 * @param startedAt when it began
 * @param lastUser the last user of the last batch; null: there was none yet
 * @param usersTotal how many users there were when it began
 * @param usersDone how many users it has seen to
 * @param transactionsDone how many receipts and spendings it has adopted
 */
record AdoptionRun(
        RunId id,
        State state,
        Instant cutover,
        boolean isUpgraded,
        boolean isMirrored,
        String settings,
        Instant startedAt,
        @Nullable String lastUser,
        long usersTotal,
        long usersDone,
        long transactionsDone) {
    enum State {
        RUNNING,
        DONE,
        ROLLING_BACK
    }

    AdoptionProgress progress() {
        return new AdoptionProgress(id, usersDone, usersTotal, transactionsDone);
    }

    AdoptionRun after(String user, long users, long transactions) {
        return new AdoptionRun(
                id,
                state,
                cutover,
                isUpgraded,
                isMirrored,
                settings,
                startedAt,
                user,
                usersTotal,
                usersDone + users,
                transactionsDone + transactions);
    }
}
