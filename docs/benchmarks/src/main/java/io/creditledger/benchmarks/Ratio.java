package io.creditledger.benchmarks;

/**
 * A number that is judged, mostly how one contestant compares to another.
 *
 * @param name what is compared with what
 * @param value what was found
 * @param bound on which side of the limit it has to be
 * @param limit what it has to be at least, or at most
 */
public record Ratio(String name, double value, Bound bound, double limit) {
    /** On which side of a limit a number has to be. */
    public enum Bound {
        /** The number is not below the limit. */
        AT_LEAST("at least "),
        /** The number is not above the limit. */
        AT_MOST("at most ");

        private final String words;

        Bound(String words) {
            this.words = words;
        }
    }

    /**
     * Compares two medians, of which the first is to be the larger one.
     *
     * @param one the contestant
     * @param other whom it is compared with
     * @param limit what the first by the second has to be at least
     * @return the comparison
     */
    public static Ratio atLeast(Series one, Series other, double limit) {
        return new Ratio(named(one, other), one.median() / other.median(), Bound.AT_LEAST, limit);
    }

    private static String named(Series one, Series other) {
        String group = one.group().isEmpty() ? "" : one.group() + ": ";
        return group + one.name() + " / " + other.name();
    }

    boolean holds() {
        return bound == Bound.AT_LEAST ? value >= limit : value <= limit;
    }

    /** Says what it has to be. */
    String required() {
        return bound.words + Tables.number(limit);
    }
}
