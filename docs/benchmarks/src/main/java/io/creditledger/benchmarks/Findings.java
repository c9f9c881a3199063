package io.creditledger.benchmarks;

import java.io.PrintStream;
import java.util.Map;

/**
 * What one process found.
 *
 * @param numbers the numbers by name
 */
public record Findings(Map<String, Double> numbers) {
    /** Under which whoever takes part in {@link Rounds} tells how long it took. */
    public static final String SECONDS = "seconds";

    public Findings {
        numbers = Map.copyOf(numbers);
    }

    /**
     * Prints the numbers in the form that {@link JavaProcess#run} reads.
     *
     * @param out where to
     */
    public void print(PrintStream out) {
        numbers.forEach((name, number) -> out.println(name + "=" + number));
    }

    /**
     * Returns a number.
     *
     * @param name what it is
     * @return the number
     * @throws IllegalStateException if it was not found
     */
    public double get(String name) {
        Double number = numbers.get(name);
        if (number == null) {
            throw new IllegalStateException("there is no '" + name + "' among what was found: " + numbers);
        }
        return number;
    }
}
