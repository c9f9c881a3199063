package io.creditledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One run of an {@link ExpiryScheduler}: it has recorded what was due, or it has failed.
 *
 * @param begun when the run began
 * @param took how long it took, by the scheduler's clock; never negative
 * @param swept what the run has recorded; null if it failed
 * @param thrown why the run failed; null if it did not. What a failed run had committed stays recorded
 */
public record ExpiryRun(
        Instant begun,
        Duration took,
        @Nullable SweepResult swept,
        @Nullable Throwable thrown) {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if there is neither a result nor a failure, or both; or the duration is negative
     */
    public ExpiryRun {
        Objects.requireNonNull(begun, "begun");
        if (took.isNegative()) {
            throw new IllegalArgumentException("a run must not take less than no time, but took " + took);
        }
        if ((swept == null) == (thrown == null)) {
            throw new IllegalArgumentException("a run has either a result or a failure, but this one came with result "
                    + swept + " and failure " + thrown);
        }
    }

    /**
     * Returns what the run has recorded.
     *
     * @return the result; empty if the run failed
     */
    public Optional<SweepResult> result() {
        return Optional.ofNullable(swept);
    }

    /**
     * Returns why the run failed.
     *
     * @return the failure; empty if the run did not fail
     */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(thrown);
    }
}
