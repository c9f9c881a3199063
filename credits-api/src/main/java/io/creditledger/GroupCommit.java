package io.creditledger;

import java.time.Duration;
import java.util.Objects;

/**
 * How a ledger commits the calls of many threads together. Immutable and thread-safe.
 *
 * <p>A few threads, the committers, do the work. The accounts are split into as many slices, by the hash of their ids, and a
 * slice has one committer at a time. While it commits, the calls for accounts of the slice wait, and what waits when it is
 * done is its next batch: decided in the order of the calls, written in a few statements, and committed once. Nobody ever
 * waits for a batch to become full. A call returns when its own effect is durable; one that is refused, or cannot be
 * written, takes no others with it.
 *
 * <pre>{@code
 * JdbcCreditLedger ledger = JdbcCreditLedger.on(dataSource)
 *         .grouped(GroupCommit.DEFAULTS.committers(4))
 *         .build();
 * }</pre>
 *
 * @param committers how many threads commit, 1 to {@value #MAX_COMMITTERS}. Each uses one connection at a time
 * @param batchSize the most calls that are committed together, 1 to {@value #MAX_BATCH_SIZE}
 * @param queueSize the most calls that wait for one slice, at least 1; a further one is refused with {@link
 *     LedgerBusyException}
 * @param timeout how long a caller waits, longer than zero; then it gets a {@link LedgerTimeoutException}
 */
public record GroupCommit(int committers, int batchSize, int queueSize, Duration timeout) {
    /** The greatest number of committers. */
    public static final int MAX_COMMITTERS = 256;

    /** The greatest number of calls that are committed together. */
    public static final int MAX_BATCH_SIZE = 10_000;

    /** 2 committers, 500 calls in a batch, 10,000 calls waiting for each slice, and 60 seconds to wait. */
    public static final GroupCommit DEFAULTS = new GroupCommit(2, 500, 10_000, Duration.ofSeconds(60));

    /** Checks the bounds. */
    public GroupCommit {
        requireBetween("committers", committers, MAX_COMMITTERS);
        requireBetween("batchSize", batchSize, MAX_BATCH_SIZE);
        requireBetween("queueSize", queueSize, Integer.MAX_VALUE);
        Objects.requireNonNull(timeout, "timeout");
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout must be longer than zero, but was " + timeout);
        }
    }

    private static void requireBetween(String name, int found, int max) {
        if (found < 1 || found > max) {
            throw new IllegalArgumentException(name + " must be 1 to " + max + ", but was " + found);
        }
    }

    /**
     * Returns these settings with another number of committers.
     *
     * @param number how many threads commit, 1 to {@value #MAX_COMMITTERS}
     * @return the changed settings
     */
    public GroupCommit committers(int number) {
        return new GroupCommit(number, batchSize, queueSize, timeout);
    }

    /**
     * Returns these settings with other batches.
     *
     * @param calls the most calls that are committed together, 1 to {@value #MAX_BATCH_SIZE}
     * @return the changed settings
     */
    public GroupCommit batchSize(int calls) {
        return new GroupCommit(committers, calls, queueSize, timeout);
    }

    /**
     * Returns these settings with other queues.
     *
     * @param calls the most calls that wait for one slice, at least 1
     * @return the changed settings
     */
    public GroupCommit queueSize(int calls) {
        return new GroupCommit(committers, batchSize, calls, timeout);
    }

    /**
     * Returns these settings with another time-out.
     *
     * @param longest how long a caller waits, longer than zero
     * @return the changed settings
     */
    public GroupCommit timeout(Duration longest) {
        return new GroupCommit(committers, batchSize, queueSize, longest);
    }
}
