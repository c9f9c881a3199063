package io.creditledger.jdbc.legacy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One line of a CSV file by RFC 4180.
 *
 * <p>A spreadsheet takes a field for a formula that begins like one. Text that does is given an apostrophe in front, and so
 * is text that begins with an apostrophe, so that whoever takes one away gets back what it was.
 */
final class CsvLine {
    private static final String END = "\r\n";
    private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\t\r\n'].*", Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile(".*[\",\r\n'].*", Pattern.DOTALL);

    private final List<String> fields = new ArrayList<>();

    /** Adds text that comes from the database; null is an empty field. */
    CsvLine text(@Nullable String text) {
        if (text == null) {
            fields.add("");
        } else {
            fields.add(quoted(FORMULA.matcher(text).matches() ? "'" + text : text));
        }
        return this;
    }

    /** Adds a number; null is an empty field. */
    CsvLine number(@Nullable Long number) {
        fields.add(number == null ? "" : number.toString());
        return this;
    }

    @Override
    public String toString() {
        return String.join(",", fields) + END;
    }

    private static String quoted(String text) {
        return text.isEmpty() || QUOTED.matcher(text).matches() ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
