package io.creditledger.jdbc.legacy;

import io.creditledger.CreditPolicy;
import io.creditledger.RunId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * By what users were adopted, as far as the ledger tells. Where it has lost that, it is made up, and the loss is a finding of
 * its own.
 *
 * @param policy the business numbers of the ledger
 * @param settings the host's settings
 * @param now when it is verified
 * @param samples how many samples to keep of what is wrong
 */
record VerificationTerms(CreditPolicy policy, AdoptionSettings settings, Instant now, int samples) {
    private static final RunId NO_RUN = RunId.of("verification");

    /** The terms of an account; null: of a user who was not adopted. */
    AdoptionTerms of(@Nullable AdoptedRow row) {
        if (row == null) {
            return new AdoptionTerms(policy, settings, NO_RUN, now, false, now, now);
        }
        Instant cutover = Objects.requireNonNullElse(row.cutover(), now);
        Instant startedAt = later(cutover, Objects.requireNonNullElse(row.startedAt(), cutover));
        return new AdoptionTerms(
                policy,
                row.differences() == null ? settings : settings.with(row.differences()),
                row.run(),
                cutover,
                row.isUpgraded(),
                startedAt,
                later(startedAt, Objects.requireNonNullElse(row.recordedAt(), now)));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }
}
