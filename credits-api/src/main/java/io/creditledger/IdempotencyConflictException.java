package io.creditledger;

import java.util.ArrayList;
import java.util.List;

/** The key was used before in this account, for something else. */
public final class IdempotencyConflictException extends CreditLedgerException {
    private static final long serialVersionUID = 1L;

    private final AccountId account;
    private final IdempotencyKey key;
    private final ArrayList<String> differences;

    /**
     * Names the key and what differs.
     *
     * @param account whose key it is
     * @param key the key
     * @param differences one phrase for each field in which the requests differ
     */
    public IdempotencyConflictException(AccountId account, IdempotencyKey key, List<String> differences) {
        super("key '" + key + "' of account '" + account + "' was used before for another request: "
                + String.join("; ", differences) + ". Send the first request again unchanged, or take a new key");
        this.account = account;
        this.key = key;
        this.differences = new ArrayList<>(differences);
    }

    /**
     * Returns whose key it is.
     *
     * @return the account's id
     */
    public AccountId account() {
        return account;
    }

    /**
     * Returns the key that was used before.
     *
     * @return the key
     */
    public IdempotencyKey key() {
        return key;
    }

    /**
     * Returns what differs.
     *
     * @return one phrase for each field in which the requests differ, such as {@code amount was 50, is now 70}
     */
    public List<String> differences() {
        return List.copyOf(differences);
    }
}
