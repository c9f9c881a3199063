package io.creditledger;

import java.time.Instant;

/**
 * The policy's expiry comes before the grant would become effective, so that nobody could ever use it. Give such a grant
 * an expiry of its own.
 */
public final class UnusableGrantException extends CreditLedgerException {
    private static final long serialVersionUID = 1L;

    private final AccountId account;
    private final IdempotencyKey key;
    private final Instant effective;
    private final Expiry expiry;

    /**
     * Names the grant and its instants.
     *
     * @param account who should have received the credits
     * @param key the request's key
     * @param effective when the grant would become effective
     * @param expiry when the policy lets it expire, not after the effective instant
     */
    public UnusableGrantException(AccountId account, IdempotencyKey key, Instant effective, Expiry expiry) {
        super("the grant '" + key + "' to account '" + account + "' would become effective at " + effective
                + ", but by the policy it expires at " + expiry + "; give it an expiry of its own");
        this.account = account;
        this.key = key;
        this.effective = effective;
        this.expiry = expiry;
    }

    /**
     * Returns who should have received the credits.
     *
     * @return the account's id
     */
    public AccountId account() {
        return account;
    }

    /**
     * Returns the request's key.
     *
     * @return the key
     */
    public IdempotencyKey key() {
        return key;
    }

    /**
     * Returns when the grant would become effective.
     *
     * @return the effective instant
     */
    public Instant effective() {
        return effective;
    }

    /**
     * Returns when the policy lets the grant expire.
     *
     * @return the expiry, not after the effective instant
     */
    public Expiry expiry() {
        return expiry;
    }
}
