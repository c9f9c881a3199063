package io.creditledger.benchmarks.adoption;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Tells what a thread spends its time with, by looking at its stack a hundred times a second. Waiting for the database
 * counts to what it is waited for.
 */
final class TimeShares implements AutoCloseable {
    private static final long BETWEEN_LOOKS = Duration.ofMillis(10).toNanos();
    private static final String ENGINE = "io.creditledger.engine.";
    private static final String STORE = "io.creditledger.jdbc.";

    /** What adopting consists of. */
    enum Part {
        READING,
        DECIDING,
        WRITING;

        /** Under which its share is told. */
        String share() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Thread watched;
    private final Thread watching = new Thread(this::watch, "time-shares");
    private final Map<Part, Integer> looks = new EnumMap<>(Part.class);
    private volatile boolean ended;

    private TimeShares(Thread watched) {
        this.watched = watched;
    }

    static TimeShares ofThisThread() {
        TimeShares shares = new TimeShares(Thread.currentThread());
        shares.watching.setDaemon(true);
        shares.watching.start();
        return shares;
    }

    private void watch() {
        while (!ended) {
            looks.merge(part(watched.getStackTrace()), 1, Integer::sum);
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
    }

    /** Rows are read one by one while those before are decided and written, so the innermost of all that counts. */
    private static Part part(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .map(StackTraceElement::getClassName)
                .filter(frame -> frame.startsWith(ENGINE) || frame.startsWith(STORE))
                .findFirst()
                .map(TimeShares::part)
                .orElse(Part.DECIDING);
    }

    private static Part part(String frame) {
        if (frame.startsWith(STORE + "legacy.Legacy")) {
            return Part.READING;
        }
        boolean deciding = frame.startsWith(ENGINE) || frame.startsWith(STORE + "legacy.Account");
        return deciding ? Part.DECIDING : Part.WRITING;
    }

    /** Returns a part's share of the time until now, from 0 to 1. Ends the watch. */
    double of(Part part) {
        close();
        int all = looks.values().stream().mapToInt(Integer::intValue).sum();
        return looks.getOrDefault(part, 0) / (double) Math.max(1, all);
    }

    @Override
    public void close() {
        ended = true;
        try {
            watching.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
