package io.creditledger.benchmarks.charging;

import java.math.BigDecimal;
import java.time.Duration;

/** Conditions in words. */
final class Conditions {
    static final String JDBC_FLOOR = "through JDBC";

    private Conditions() {}

    static String client() {
        return "one process with a heap of " + (Runtime.getRuntime().maxMemory() >> 20)
                + " MB, a pool with a connection for each caller";
    }

    static String of(Load load) {
        return seconds(load.measured()) + ", after one call for each account and " + seconds(load.warmup())
                + " of warming up";
    }

    static String compiling(Duration duration) {
        return seconds(duration) + " of each contestant in the client process, for the virtual machine's compiler";
    }

    private static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
    }
}
