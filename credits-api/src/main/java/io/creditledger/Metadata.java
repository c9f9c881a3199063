package io.creditledger;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Small facts that a host attaches to a request and finds again in the journal, sorted by name.
 *
 * @param values at most {@value #MAX_ENTRIES} pairs; names of 1 to {@value #MAX_NAME_LENGTH} and values of 0 to
 *     {@value #MAX_VALUE_LENGTH} UTF-16 code units, well-formed, without NUL
 */
public record Metadata(Map<String, String> values) {
    /** The greatest number of pairs. */
    public static final int MAX_ENTRIES = 16;

    /** The greatest length of a name, in UTF-16 code units. */
    public static final int MAX_NAME_LENGTH = 64;

    /** The greatest length of a value, in UTF-16 code units. */
    public static final int MAX_VALUE_LENGTH = 256;

    private static final Metadata NONE = new Metadata(Map.of());

    /**
     * Copies and checks the pairs.
     *
     * @throws IllegalArgumentException if there are too many pairs, or a name or value is too long or not storable text
     */
    public Metadata {
        if (values.size() > MAX_ENTRIES) {
            throw new IllegalArgumentException(
                    "metadata must have at most " + MAX_ENTRIES + " pairs, but had " + values.size());
        }
        SortedMap<String, String> sorted = new TreeMap<>();
        values.forEach((name, value) -> sorted.put(
                Text.requireId("metadata name", name, MAX_NAME_LENGTH),
                Text.requireStorable("metadata value of '" + name + "'", value, MAX_VALUE_LENGTH)));
        values = Collections.unmodifiableMap(sorted);
    }

    /**
     * Returns metadata without any pair.
     *
     * @return the empty metadata
     */
    public static Metadata none() {
        return NONE;
    }

    /**
     * Returns metadata with one pair.
     *
     * @param name 1 to {@value #MAX_NAME_LENGTH} UTF-16 code units
     * @param value 0 to {@value #MAX_VALUE_LENGTH} UTF-16 code units
     * @return the metadata
     * @throws IllegalArgumentException if the name or the value is too long or not storable text
     */
    public static Metadata of(String name, String value) {
        return NONE.and(name, value);
    }

    /**
     * Returns this metadata with one pair more, or with that pair's value replaced.
     *
     * @param name 1 to {@value #MAX_NAME_LENGTH} UTF-16 code units
     * @param value 0 to {@value #MAX_VALUE_LENGTH} UTF-16 code units
     * @return the new metadata
     * @throws IllegalArgumentException if the name or the value is too long or not storable text, or there would be too
     *     many pairs
     */
    public Metadata and(String name, String value) {
        Map<String, String> more = new TreeMap<>(values);
        more.put(name, value);
        return new Metadata(more);
    }

    /**
     * Tells whether there is nothing.
     *
     * @return true if there is no pair
     */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
