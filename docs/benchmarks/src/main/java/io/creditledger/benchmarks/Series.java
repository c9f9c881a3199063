package io.creditledger.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One number, measured several times.
 *
 * @param group under which conditions, where a report has several; else empty
 * @param name whose number it is
 * @param unit what it counts
 * @param values the measurements, at least one
 * @param beside medians of what was measured beside it, by what they are
 */
public record Series(String group, String name, String unit, List<Double> values, Map<String, Double> beside) {
    public Series {
        values = List.copyOf(values);
        beside = new LinkedHashMap<>(beside);
        if (values.isEmpty()) {
            throw new IllegalArgumentException(name + " must have been measured at least once");
        }
    }

    /**
     * Creates one of a report with one group, with nothing beside.
     *
     * @param name whose number it is
     * @param unit what it counts
     * @param values the measurements, at least one
     */
    public Series(String name, String unit, List<Double> values) {
        this("", name, unit, values, Map.of());
    }

    /**
     * Returns the median; of two in the middle their mean.
     *
     * @return the median
     */
    public double median() {
        return median(values);
    }

    /**
     * Returns the median of some numbers; of two in the middle their mean.
     *
     * @param values the numbers, at least one
     * @return the median
     */
    public static double median(List<Double> values) {
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
