package io.creditledger;

import java.util.Objects;
import java.util.function.Consumer;

/**
 * How to run a sweep.
 *
 * @param batchSize how many accounts, and how many grants of one account, go into one transaction at most; 1 to
 *     {@value #MAX_BATCH_SIZE}. No transaction takes more than 10,000 grants
 * @param progress is told after every commit what the sweep has done so far, on the thread that sweeps; what it throws
 *     ends the sweep, and what was committed stays
 */
public record Sweep(int batchSize, Consumer<SweepResult> progress) {
    /** The greatest number of accounts, and of grants of one account, in one transaction. */
    public static final int MAX_BATCH_SIZE = 1_000;

    private static final int DEFAULT_BATCH_SIZE = 100;

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the batch size is out of range
     */
    public Sweep {
        if (batchSize < 1 || batchSize > MAX_BATCH_SIZE) {
            throw new IllegalArgumentException(
                    "a sweep's batch size must be from 1 to " + MAX_BATCH_SIZE + ", but was " + batchSize);
        }
        Objects.requireNonNull(progress, "progress");
    }

    /**
     * Returns a sweep in batches of 100 that tells nobody about its progress.
     *
     * @return the sweep
     */
    public static Sweep inBatches() {
        return new Sweep(DEFAULT_BATCH_SIZE, result -> {});
    }

    /**
     * Returns this sweep with another batch size.
     *
     * @param newBatchSize 1 to {@value #MAX_BATCH_SIZE}
     * @return the new sweep
     * @throws IllegalArgumentException if the batch size is out of range
     */
    public Sweep of(int newBatchSize) {
        return new Sweep(newBatchSize, progress);
    }

    /**
     * Returns this sweep with somebody who is told about its progress.
     *
     * @param listener is told after every commit what the sweep has done so far
     * @return the new sweep
     */
    public Sweep telling(Consumer<SweepResult> listener) {
        return new Sweep(batchSize, listener);
    }
}
