package io.creditledger.jdbc.legacy;

import io.creditledger.AccountId;
import java.util.Objects;

/**
 * An adopted account that has lived on, so that its adoption cannot be taken back.
 *
 * @param account the account
 * @param reason what has happened to it since, for people
 */
public record LivedAccount(AccountId account, String reason) {
    public LivedAccount {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(reason, "reason");
    }
}
