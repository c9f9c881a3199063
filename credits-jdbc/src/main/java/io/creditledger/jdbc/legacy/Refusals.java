package io.creditledger.jdbc.legacy;

import java.util.List;
import java.util.Objects;

/**
 * Users who are refused for one reason.
 *
 * @param reason the reason
 * @param count how many there are, at least 1
 * @param samples some of them
 */
public record Refusals(RefusalReason reason, long count, List<RefusedUser> samples) {
    /**
     * Checks the refusals.
     *
     * @throws IllegalArgumentException if there are none, or more samples than users
     */
    public Refusals {
        Objects.requireNonNull(reason, "reason");
        samples = List.copyOf(samples);
        if (count < 1 || samples.size() > count) {
            throw new IllegalArgumentException(
                    "there must be at least 1 user and not more samples than users, but there are " + count
                            + " users and " + samples.size() + " samples of " + reason);
        }
    }
}
