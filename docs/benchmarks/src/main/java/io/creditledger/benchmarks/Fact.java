package io.creditledger.benchmarks;

/**
 * A number that was found once.
 *
 * @param name what it is
 * @param value the number
 * @param unit what it counts
 */
public record Fact(String name, double value, String unit) {}
