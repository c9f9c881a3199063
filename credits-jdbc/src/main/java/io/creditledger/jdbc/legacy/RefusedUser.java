package io.creditledger.jdbc.legacy;

import java.util.Objects;

/**
 * A user who was not adopted.
 *
 * @param user the user's id
 * @param reason why
 * @param detail what was found, for people; at most 1,000 characters
 */
public record RefusedUser(String user, RefusalReason reason, String detail) {
    private static final int MAX_DETAIL = 1_000;

    /** Checks that nothing is missing, and cuts a long detail. */
    public RefusedUser {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(reason, "reason");
        detail = detail.length() > MAX_DETAIL ? cut(detail) : detail;
    }

    private static String cut(String detail) {
        boolean splitsCharacter = Character.isHighSurrogate(detail.charAt(MAX_DETAIL - 1));
        return detail.substring(0, splitsCharacter ? MAX_DETAIL - 1 : MAX_DETAIL);
    }
}
