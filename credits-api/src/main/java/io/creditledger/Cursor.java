package io.creditledger;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place between two elements of a paged answer. It stays where it is while new elements come in.
 *
 * @param number the number of the last element that was seen: an entry's seq, a grant's number
 * @param line an entry's line; 0 for grants
 */
public record Cursor(long number, int line) {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,19})\\.([0-9]{1,10})");

    /**
     * Checks the cursor.
     *
     * @throws IllegalArgumentException if a number is negative
     */
    public Cursor {
        if (number < 0 || line < 0) {
            throw new IllegalArgumentException(
                    "a cursor's numbers must not be negative, but were " + number + " and " + line);
        }
    }

    /**
     * Reads a cursor back from its text, as from a query parameter.
     *
     * @param text what {@link #toString()} returned
     * @return the cursor
     * @throws IllegalArgumentException if the text is not a cursor's
     */
    public static Cursor parse(String text) {
        Matcher matcher = FORM.matcher(Objects.requireNonNull(text, "text"));
        if (!matcher.matches()) {
            throw notACursor(text, null);
        }
        try {
            return new Cursor(Long.parseLong(matcher.group(1)), Integer.parseInt(matcher.group(2)));
        } catch (NumberFormatException e) {
            throw notACursor(text, e);
        }
    }

    private static IllegalArgumentException notACursor(String text, @Nullable Throwable cause) {
        return new IllegalArgumentException("a cursor looks like 42.0, but was '" + text + "'", cause);
    }

    /** Returns a text that {@link #parse(String)} reads and that needs no escaping in a URL. */
    @Override
    public String toString() {
        return number + "." + line;
    }
}
