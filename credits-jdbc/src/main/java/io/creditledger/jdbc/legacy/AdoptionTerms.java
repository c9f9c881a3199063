package io.creditledger.jdbc.legacy;

import io.creditledger.CreditPolicy;
import io.creditledger.Expiry;
import io.creditledger.RunId;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * What all users of a batch have in common.
 *
 * @param policy the business numbers of the ledger
 * @param settings the host's settings
 * @param run the run that adopts them
 * @param cutover the instant at which expiry begins to exist
 * @param isUpgraded whether the legacy database knows expiry already
 * @param startedAt when the run began, or the cutover if that is later. Until then the host's own expiry has seen to what
 *     was due
 * @param recordedAt when the ledger records them, not before the run began
 */
record AdoptionTerms(
        CreditPolicy policy,
        AdoptionSettings settings,
        RunId run,
        Instant cutover,
        boolean isUpgraded,
        Instant startedAt,
        Instant recordedAt) {
    /** The instant at which the adopted balance counts. What falls due later expires in the ledger. */
    Instant asOf() {
        return isUpgraded ? startedAt : cutover;
    }

    /** Whether what happened at an instant was subject to expiry. A database that does not know it has none until now. */
    boolean knowsExpiryAt(Instant created) {
        return isUpgraded && recordedAt.isAfter(cutover) && !created.isBefore(cutover);
    }

    /** Months are counted in UTC, as the upgrade counts them. */
    Expiry expiryOf(Instant created) {
        return Expiry.at(created.atOffset(ZoneOffset.UTC)
                .plusMonths(policy.expiryMonths())
                .toInstant());
    }
}
