package io.creditledger.jdbc.legacy;

/**
 * How much of a plan or a verification is kept as a list. All else is numbers, whatever the size of the database.
 *
 * @param samples how many ids are kept of each kind of dirty row, refusal or defect, from 0 to {@value #MAX}
 * @param largestGaps how many users with differences are kept, from 0 to {@value #MAX}
 */
public record ReportLimits(int samples, int largestGaps) {
    /** The greatest length of a list. */
    public static final int MAX = 10_000;

    private static final int DEFAULT_SAMPLES = 10;
    private static final int DEFAULT_GAPS = 20;

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if a number is out of range
     */
    public ReportLimits {
        requireLength("samples", samples);
        requireLength("largestGaps", largestGaps);
    }

    /**
     * Returns settings by which lists stay short enough to be read.
     *
     * @return 10 samples and 20 users with differences
     */
    public static ReportLimits defaults() {
        return new ReportLimits(DEFAULT_SAMPLES, DEFAULT_GAPS);
    }

    private static void requireLength(String what, int length) {
        if (length < 0 || length > MAX) {
            throw new IllegalArgumentException(what + " must be from 0 to " + MAX + ", but was " + length);
        }
    }
}
