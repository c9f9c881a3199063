package io.creditledger;

import java.util.Objects;

/**
 * Opens an account, with the policy's sign-up credits. Opening an open account again changes nothing.
 *
 * @param account the account
 */
public record OpenAccount(AccountId account) implements KeyedCommand<OpenReceipt> {
    /** The key under which the journal keeps every account's opening. */
    public static final IdempotencyKey KEY = new IdempotencyKey(IdempotencyKey.RESERVED_PREFIX + "open");

    /** Where the credits of a sign-up come from. */
    public static final String SIGN_UP_SOURCE = "sign-up";

    public OpenAccount {
        Objects.requireNonNull(account, "account");
    }

    @Override
    public IdempotencyKey key() {
        return KEY;
    }

    @Override
    public Class<OpenReceipt> receiptType() {
        return OpenReceipt.class;
    }
}
