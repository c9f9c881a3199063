package io.creditledger.jdbc.legacy;

import io.creditledger.jdbc.AffectedAccount;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A user who lost credits because they expired.
 *
 * @param account what the user has and has lost; the account is named by the user's id
 * @param email the user's address; null if there is none
 */
public record AffectedUser(
        AffectedAccount account, @Nullable String email) {
    public AffectedUser {
        Objects.requireNonNull(account, "account");
    }
}
