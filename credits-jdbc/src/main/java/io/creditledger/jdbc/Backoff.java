package io.creditledger.jdbc;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * How often and after which pauses work is done again. Pauses double from attempt to attempt and vary at random, so that
 * those who got into each other's way do not meet again.
 *
 * @param maxAttempts how often work is tried in all
 * @param firstPause the longest pause after the first attempt
 * @param limit after which time no further attempt begins: where each attempt waits for its own time-out, a caller must
 *     not wait for all of them
 */
record Backoff(int maxAttempts, Duration firstPause, Duration limit) {
    /**
     * The last pause is longer than half a second: pools hand out a connection that was used since then without looking
     * whether it is still alive, and do not know every database's words for a dead one.
     */
    static final Backoff DEFAULT = new Backoff(9, Duration.ofMillis(10), Duration.ofSeconds(30));

    /** Pauses; returns false, at once, if there shall be no further attempt or the thread is interrupted. */
    boolean pauseAfter(int attempts, Duration elapsed) {
        if (attempts >= maxAttempts
                || elapsed.compareTo(limit) >= 0
                || Thread.currentThread().isInterrupted()) {
            return false;
        }
        long longest = firstPause.toNanos() << (attempts - 1);
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
        return !Thread.currentThread().isInterrupted();
    }
}
