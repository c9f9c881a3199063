package io.creditledger.jdbc.legacy;

import java.util.Objects;

/**
 * A user who was not adopted.
 *
 * @param user the user's id
 * @param reason why
 * @param detail what was found, for people
 */
public record RefusedUser(String user, RefusalReason reason, String detail) {
    public RefusedUser {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(detail, "detail");
    }
}
