package io.creditledger;

import java.util.Objects;

/**
 * What text the ledger takes: exactly that which every supported database gives back as it was given.
 *
 * <p>Lengths count UTF-16 code units because that is the strictest of the databases' ways to count (H2's): a text that
 * fits by this measure fits by theirs.
 */
final class Text {
    private Text() {}

    static String requireId(String what, String text, int maxLength) {
        requireStorable(what, text, maxLength);
        if (text.isBlank()) {
            throw new IllegalArgumentException(
                    what + " must have at least one character that is not white space, but was '" + text + "'");
        }
        return text;
    }

    static String requireStorable(String what, String text, int maxLength) {
        Objects.requireNonNull(text, what);
        if (text.length() > maxLength) {
            throw new IllegalArgumentException(what + " must be at most " + maxLength
                    + " characters (UTF-16 code units) long, but had " + text.length());
        }
        int codePoint;
        for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
            codePoint = text.codePointAt(i);
            requireCharacter(what, codePoint, i);
        }
        return text;
    }

    private static void requireCharacter(String what, int codePoint, int index) {
        if (codePoint == 0) {
            throw new IllegalArgumentException(
                    what + " must not contain the NUL character, but has one at index " + index);
        }
        if (Character.isBmpCodePoint(codePoint) && Character.isSurrogate((char) codePoint)) {
            throw new IllegalArgumentException(
                    what + " must be well-formed Unicode, but has an unpaired surrogate at index " + index);
        }
    }
}
