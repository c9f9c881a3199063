package io.creditledger.benchmarks;

/**
 * How one contestant compares to another.
 *
 * @param name what is compared with what
 * @param value the one's median by the other's
 * @param atLeast what it has to be at least
 */
public record Ratio(String name, double value, double atLeast) {
    /**
     * Compares two medians.
     *
     * @param one the contestant
     * @param other whom it is compared with
     * @param atLeast what the ratio has to be at least
     * @return the comparison
     */
    public static Ratio of(Series one, Series other, double atLeast) {
        return new Ratio(one.name() + " / " + other.name(), one.median() / other.median(), atLeast);
    }

    boolean holds() {
        return value >= atLeast;
    }
}
