package io.creditledger.benchmarks.charging;

import java.time.Duration;
import java.util.Locale;

/**
 * How many charge what, and for how long.
 *
 * @param accounts how many accounts are called; each of them once first, and then at random
 * @param callers how many charge at once, each as fast as it can
 * @param warmup for how long before it is measured
 * @param measured for how long it is measured
 */
record Load(int accounts, int callers, Duration warmup, Duration measured) {
    private static final int LONG = 5;

    /** The same long enough for the virtual machine's compiler to do most of its work. */
    Load onlyWarmingUp() {
        return onlyWarmingUp(warmup.multipliedBy(LONG));
    }

    /** The same for so long. */
    Load onlyWarmingUp(Duration time) {
        return new Load(accounts, callers, time, Duration.ofMillis(1));
    }

    String description() {
        return String.format(
                Locale.ROOT,
                "%s, %d %s",
                accounts == 1 ? "one hot account" : String.format(Locale.ROOT, "%,d accounts", accounts),
                callers,
                callers == 1 ? "caller" : "callers");
    }
}
