package io.creditledger.jdbc.legacy;

import io.creditledger.Credits;
import java.util.Objects;

/**
 * What a run of the expiry on the legacy tables has done.
 *
 * @param users how many users had receipts that were due
 * @param receipts how many receipts it marked as expired
 * @param expired what was unspent of them, and was taken off the users' balances
 */
public record LegacySweep(long users, long receipts, Credits expired) {
    static final LegacySweep NOTHING = new LegacySweep(0, 0, Credits.ZERO);

    public LegacySweep {
        Objects.requireNonNull(expired, "expired");
    }

    LegacySweep plus(LegacySweep other) {
        return new LegacySweep(users + other.users, receipts + other.receipts, expired.plus(other.expired));
    }
}
