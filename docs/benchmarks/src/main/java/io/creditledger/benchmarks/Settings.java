package io.creditledger.benchmarks;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * How a benchmark is to be run, as names and values. Immutable.
 *
 * @param values the values by name; what is absent has the benchmark's default
 */
public record Settings(Map<String, String> values) {
    public Settings {
        values = Map.copyOf(values);
    }

    /**
     * Reads settings that are written {@code name=value}.
     *
     * @param written the settings
     * @return the same, read
     * @throws IllegalArgumentException if one is not of that form, or is there twice
     */
    public static Settings parse(List<String> written) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String setting : written) {
            String[] parts = setting.split("=", 2);
            if (parts.length != 2 || parts[0].isEmpty()) {
                throw new IllegalArgumentException("a setting is written name=value, but found '" + setting + "'");
            }
            if (values.putIfAbsent(parts[0], parts[1]) != null) {
                throw new IllegalArgumentException("the setting '" + parts[0] + "' is there twice");
            }
        }
        return new Settings(values);
    }

    /**
     * Refuses settings that nobody reads.
     *
     * @param known the names that are read
     * @throws IllegalArgumentException if there are others
     */
    public void requireAmong(Collection<String> known) {
        TreeSet<String> unknown = new TreeSet<>(values.keySet());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "there are no settings " + unknown + "; there are " + new TreeSet<>(known));
        }
    }

    /**
     * Returns a text.
     *
     * @param name the setting
     * @param otherwise what it is if it was not given
     * @return the value
     */
    public String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    /**
     * Returns a number.
     *
     * @param name the setting
     * @param otherwise what it is if it was not given
     * @return the value, at least 1
     * @throws IllegalArgumentException if it is no whole number from 1 on
     */
    public int number(String name, int otherwise) {
        return number(name, text(name, String.valueOf(otherwise)));
    }

    /**
     * Returns several numbers.
     *
     * @param name the setting
     * @param otherwise what it is if it was not given
     * @return the numbers, each at least 1, that are written with commas between them
     * @throws IllegalArgumentException if one is no whole number from 1 on
     */
    public List<Integer> numbers(String name, String otherwise) {
        return Arrays.stream(text(name, otherwise).split(",", -1))
                .map(text -> number(name, text))
                .toList();
    }

    /**
     * Returns a time.
     *
     * @param name the setting
     * @param otherwise what it is if it was not given
     * @return the time, at least a millisecond, that is written in seconds, like {@code 2} or {@code 0.5}
     * @throws IllegalArgumentException if it is no such number
     */
    public Duration seconds(String name, String otherwise) {
        String text = text(name, otherwise);
        if (!text.matches("[0-9]{1,4}(\\.[0-9]{1,3})?") || text.matches("[0.]*")) {
            throw new IllegalArgumentException(
                    "the setting '" + name + "' is a number of seconds like 2 or 0.5, but was '" + text + "'");
        }
        return Duration.ofMillis(new BigDecimal(text).movePointRight(3).longValueExact());
    }

    private static int number(String name, String text) {
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException(
                    "the setting '" + name + "' is a whole number from 1 on, but was '" + text + "'");
        }
        return Integer.parseInt(text);
    }
}
