package io.creditledger.jdbc;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another thread or the database is about to do, by asking again and again, a bounded number of times. */
public final class Await {
    private static final int POLLS = 3_000;
    private static final long BETWEEN_POLLS = Duration.ofMillis(5).toNanos();

    private Await() {}

    public static void until(String what, BooleanSupplier holds) {
        for (int polls = 0; polls < POLLS; polls++) {
            if (holds.getAsBoolean()) {
                return;
            }
            LockSupport.parkNanos(BETWEEN_POLLS);
        }
        throw new AssertionError("waited in vain until " + what);
    }
}
