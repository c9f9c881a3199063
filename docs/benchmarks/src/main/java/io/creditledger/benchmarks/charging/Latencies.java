package io.creditledger.benchmarks.charging;

import java.util.Arrays;

/**
 * Counts how long things took, in buckets of which each is at most a 64th wider than the time it stands for. It takes no
 * memory when it counts. Not thread-safe.
 */
final class Latencies {
    private static final int STEPS = 64;
    private static final int STEP_BITS = 6;

    private final long[] counts = new long[STEPS * Long.SIZE];

    void add(long nanos) {
        counts[bucket(Math.max(1, nanos))]++;
    }

    void addAll(Latencies others) {
        Arrays.setAll(counts, bucket -> counts[bucket] + others.counts[bucket]);
    }

    long count() {
        return Arrays.stream(counts).sum();
    }

    /** Returns the time that a share of all took at most, in milliseconds; 0 if there was none. */
    double millisOf(double share) {
        long rank = (long) Math.ceil(share * count());
        long seen = 0;
        int bucket = 0;
        while (seen + counts[bucket] < rank) {
            seen += counts[bucket];
            bucket++;
        }
        return rank == 0 ? 0 : nanos(bucket) / 1_000_000.0;
    }

    private static int bucket(long nanos) {
        int magnitude = Math.max(0, Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos) - STEP_BITS);
        return magnitude * STEPS + (int) (nanos >> magnitude);
    }

    private static long nanos(int bucket) {
        int magnitude = Math.max(0, bucket / STEPS - 1);
        return (long) (bucket - magnitude * STEPS) << magnitude;
    }
}
