package io.creditledger.benchmarks;

import java.util.List;

/**
 * One number, measured several times.
 *
 * @param name whose number it is
 * @param unit what it counts
 * @param values the measurements, at least one
 */
public record Series(String name, String unit, List<Double> values) {
    public Series {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException(name + " must have been measured at least once");
        }
    }

    /**
     * Returns the median; of two in the middle their mean.
     *
     * @return the median
     */
    public double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    double smallest() {
        return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    double largest() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }
}
