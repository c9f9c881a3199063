package io.creditledger;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Objects;

/**
 * What a sweep has recorded.
 *
 * @param at the instant at which the sweep began
 * @param accounts in how many accounts something expired
 * @param grants how many grants expired
 * @param credits how many credits were left in them; may be more than one account can hold
 */
public record SweepResult(Instant at, long accounts, long grants, BigInteger credits) {
    public SweepResult {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(credits, "credits");
    }
}
