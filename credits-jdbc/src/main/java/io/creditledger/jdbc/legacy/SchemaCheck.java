package io.creditledger.jdbc.legacy;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether one thing is there that the upgrade adds to the legacy tables.
 *
 * @param kind what it is: {@code column}, {@code default} or {@code index}
 * @param name its name; that of a column or default begins with the table's
 * @param expected the type, the default, or the table and columns of the index that should be there, in the database's
 *     own words
 * @param found what is there instead of that; null: nothing
 */
public record SchemaCheck(
        String kind, String name, String expected, @Nullable String found) {
    /** How what was found relates to what was expected. */
    public enum State {
        /** It is as it should be. */
        PRESENT,
        /** It is not there. */
        MISSING,
        /** It is there, and otherwise than the upgrade makes it. */
        DIFFERENT
    }

    public SchemaCheck {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(expected, "expected");
    }

    /**
     * Tells whether it is as it should be.
     *
     * @return the state
     */
    public State state() {
        if (found == null) {
            return State.MISSING;
        }
        return found.equals(expected) ? State.PRESENT : State.DIFFERENT;
    }
}
