package io.creditledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a request asked for, field by field, short enough to be stored with every transaction and exact enough to tell
 * any two requests apart, and in what.
 *
 * <p>Short plain values stand as they are, all others as a digest.
 *
 * @param text the fields as {@code name=value} in the order of their names, separated by {@code &}
 */
public record Fingerprint(String text) {
    /** The greatest length of a fingerprint, in ASCII characters. */
    public static final int MAX_LENGTH = 500;

    private static final int MOST_PLAIN = 40;
    private static final int DIGEST_BYTES = 16;
    private static final String ABSENT = "(none)";

    /**
     * Checks the text.
     *
     * @throws IllegalArgumentException if the text is not a fingerprint's, or too long
     */
    public Fingerprint {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "a fingerprint has at most " + MAX_LENGTH + " characters, but this has " + text.length());
        }
        if (!isForm(text)) {
            throw new IllegalArgumentException(
                    "a fingerprint looks like amount=50&type=charge, but was '" + text + "'");
        }
    }

    /**
     * Returns the fingerprint of a request.
     *
     * @param fields what the request asks for, by name; at least one; names are plain ASCII words
     * @return the fingerprint
     * @throws IllegalArgumentException if there is no field, a name is not a plain word, or there is too much of them
     */
    public static Fingerprint of(Map<String, String> fields) {
        Fields sorted = new Fields();
        new TreeMap<>(fields)
                .forEach((name, value) ->
                        sorted.with(name, Objects.requireNonNull(value, () -> "the value of " + name)));
        return sorted.fingerprint();
    }

    /** What one request asks for, told in the order of the fields' names. For use by one thread. */
    public static final class Fields {
        private final StringBuilder text = new StringBuilder(MOST_PLAIN);
        private String last = "";

        /** Begins without any field. */
        public Fields() {}

        /**
         * Adds a field.
         *
         * @param name its name, a plain ASCII word that comes after those of the fields before
         * @param value what is asked for; null: nothing, and no field is added
         * @return this
         * @throws IllegalArgumentException if the name does not come after the one before
         */
        public Fields with(String name, @Nullable Object value) {
            if (!last.isEmpty() && name.compareTo(last) <= 0) {
                throw new IllegalArgumentException(
                        "fields come in the order of their names, but '" + name + "' came after '" + last + "'");
            }
            if (value != null) {
                text.append(last.isEmpty() ? "" : "&").append(name).append('=').append(shortened(value.toString()));
                last = name;
            }
            return this;
        }

        /**
         * Returns the fingerprint of these fields.
         *
         * @return the fingerprint
         * @throws IllegalArgumentException if there is no field, a name is not a plain word, or there is too much of them
         */
        public Fingerprint fingerprint() {
            return new Fingerprint(text.toString());
        }
    }

    /**
     * Names the fields in which a later request differs from this first one.
     *
     * @param later the later request's fingerprint
     * @return one phrase for each differing field, in the order of their names; empty if both ask for the same
     */
    public List<String> differencesTo(Fingerprint later) {
        SortedMap<String, String> before = fields();
        SortedMap<String, String> now = later.fields();
        List<String> differences = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(now.keySet());
        for (String name : names) {
            String first = before.getOrDefault(name, ABSENT);
            String second = now.getOrDefault(name, ABSENT);
            if (!first.equals(second)) {
                differences.add(name + " was " + first + ", is now " + second);
            }
        }
        return List.copyOf(differences);
    }

    private SortedMap<String, String> fields() {
        SortedMap<String, String> fields = new TreeMap<>();
        for (String field : text.split("&", -1)) {
            int equals = field.indexOf('=');
            fields.put(field.substring(0, equals), field.substring(equals + 1));
        }
        return fields;
    }

    /** By hand, because this is done for every request: {@code name=value&name=#digest}. */
    private static boolean isForm(String text) {
        int start = 0;
        while (start <= text.length()) {
            int equals = endOfWord(text, start);
            if (equals == start || equals == text.length() || text.charAt(equals) != '=') {
                return false;
            }
            int value = text.startsWith("#", equals + 1) ? equals + 2 : equals + 1;
            int end = endOfPlain(text, value);
            if (end == value || (end < text.length() && text.charAt(end) != '&')) {
                return false;
            }
            start = end + 1;
        }
        return start == text.length() + 1;
    }

    private static int endOfWord(String text, int start) {
        int end = start;
        while (end < text.length() && isOfWord(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int endOfPlain(String text, int start) {
        int end = start;
        while (end < text.length() && (isOfWord(text.charAt(end)) || ".:+-".indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
        return end;
    }

    private static boolean isOfWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static String shortened(String value) {
        boolean plain = !value.isEmpty() && value.length() <= MOST_PLAIN && endOfPlain(value, 0) == value.length();
        return plain ? value : "#" + digest(value);
    }

    private static String digest(String value) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
