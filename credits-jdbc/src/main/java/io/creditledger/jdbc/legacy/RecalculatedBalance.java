package io.creditledger.jdbc.legacy;

import io.creditledger.AccountId;
import io.creditledger.Credits;
import java.util.Objects;

/**
 * One user's balance, recalculated from the user's transactions by the settings of the upgrade.
 *
 * @param account the user
 * @param stored what {@code users.credits} says
 * @param recalculated what the transactions come to
 * @param active the receipts that have not expired; what is due counts here until a run of the expiry marks it
 * @param past the receipts that have expired
 * @param spent all spending
 * @param isKnown whether the upgrade, or the expiry since, has seen the user. One whom it has not seen began with credits
 *     that no transaction tells, and the difference may be just those
 */
public record RecalculatedBalance(
        AccountId account,
        long stored,
        long recalculated,
        Credits active,
        Credits past,
        Credits spent,
        boolean isKnown) {
    public RecalculatedBalance {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(active, "active");
        Objects.requireNonNull(past, "past");
        Objects.requireNonNull(spent, "spent");
    }

    /**
     * Returns what is stored without an explanation.
     *
     * @return stored less recalculated credits; negative if too little is stored
     */
    public long difference() {
        return Math.subtractExact(stored, recalculated);
    }
}
