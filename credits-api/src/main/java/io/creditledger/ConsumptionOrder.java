package io.creditledger;

import java.util.Comparator;

/** Which grant pays first. The same order serves charges, quotes and every other reader. */
public enum ConsumptionOrder {
    /** Lower priority first, then soonest expiry (never last), then the account's own grant order. */
    SOONEST_EXPIRY_FIRST,

    /** The account's own grant order alone: priority and expiry do not count. */
    OLDEST_GRANT_FIRST;

    private static final Comparator<Grant> GRANT_ORDER = Comparator.comparingLong(Grant::number);

    private static final Comparator<Grant> EXPIRY_ORDER = Comparator.comparingInt(Grant::priority)
            .thenComparing(Grant::expiry)
            .thenComparing(GRANT_ORDER);

    /**
     * Returns the order as a comparator over the grants of one account.
     *
     * @return the comparator; what pays first is least
     */
    public Comparator<Grant> comparator() {
        return this == OLDEST_GRANT_FIRST ? GRANT_ORDER : EXPIRY_ORDER;
    }
}
