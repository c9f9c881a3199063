package io.creditledger;

import java.io.Serializable;

/**
 * A class of service with a price of its own.
 *
 * @param name 1 to {@value #MAX_LENGTH} UTF-16 code units, not all white space
 */
public record Tier(String name) implements Comparable<Tier>, Serializable {
    /** The greatest length of a name, in UTF-16 code units. */
    public static final int MAX_LENGTH = 64;

    /** The tier that a product begins with. */
    public static final Tier STANDARD = new Tier("standard");

    /** The better tier. */
    public static final Tier PRO = new Tier("pro");

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if the name is blank, too long, or not storable text
     */
    public Tier {
        Text.requireId("tier", name, MAX_LENGTH);
    }

    /**
     * Returns the tier with this name.
     *
     * @param name 1 to {@value #MAX_LENGTH} UTF-16 code units, not all white space
     * @return the tier
     * @throws IllegalArgumentException if the name is blank, too long, or not storable text
     */
    public static Tier of(String name) {
        return new Tier(name);
    }

    @Override
    public int compareTo(Tier other) {
        return name.compareTo(other.name);
    }

    /** Returns the bare name. */
    @Override
    public String toString() {
        return name;
    }
}
