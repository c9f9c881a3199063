package io.creditledger;

import java.time.Instant;
import java.util.Objects;

/**
 * Credits that expire at one instant unless they are spent before.
 *
 * @param expires the first instant at which they are gone
 * @param credits how many
 */
public record ExpiringCredits(Instant expires, Credits credits) {
    public ExpiringCredits {
        Objects.requireNonNull(expires, "expires");
        Objects.requireNonNull(credits, "credits");
    }
}
