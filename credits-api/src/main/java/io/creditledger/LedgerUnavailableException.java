package io.creditledger;

import org.jspecify.annotations.Nullable;

/**
 * The ledger could not do the work, or does not know whether it did. Call again with the same key, which is always safe.
 *
 * <p>This kind itself tells of the database, which could not be reached, or refused to work, as often as the ledger tried;
 * nobody knows whether the last attempt was committed. Those below it tell of a ledger that commits in groups.
 */
public sealed class LedgerUnavailableException extends CreditLedgerException
        permits LedgerBusyException, LedgerClosedException, LedgerTimeoutException {
    private static final long serialVersionUID = 1L;

    private final int attempts;

    /**
     * Tells how often the ledger tried.
     *
     * @param attempts how often, at least 1
     * @param cause what went wrong the last time
     */
    public LedgerUnavailableException(int attempts, Throwable cause) {
        super(
                "the database did not do the work in " + attempts + (attempts == 1 ? " attempt" : " attempts")
                        + "; call again with the same key. The last failure was: " + cause,
                cause);
        this.attempts = attempts;
    }

    LedgerUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
        this.attempts = 0;
    }

    /**
     * Returns how often the ledger tried.
     *
     * @return the number of attempts; 0 if it did not come to that, or if nobody knows
     */
    public int attempts() {
        return attempts;
    }
}
