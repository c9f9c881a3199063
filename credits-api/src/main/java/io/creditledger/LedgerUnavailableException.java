package io.creditledger;

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
    private final boolean isDisconnected;

    /**
     * Tells how often the ledger tried, and whether it had a connection.
     *
     * @param attempts how often, at least 1
     * @param isDisconnected whether the last time there was no connection, or it was lost
     * @param cause what went wrong the last time
     */
    public LedgerUnavailableException(int attempts, boolean isDisconnected, Throwable cause) {
        super(
                "the database did not do the work in " + attempts + (attempts == 1 ? " attempt" : " attempts")
                        + "; call again with the same key. The last failure was: " + cause,
                cause);
        this.attempts = attempts;
        this.isDisconnected = isDisconnected;
    }

    LedgerUnavailableException(String message) {
        super(message, null);
        this.attempts = 0;
        this.isDisconnected = false;
    }

    /**
     * Returns how often the ledger tried.
     *
     * @return the number of attempts; 0 if it did not come to that, or if nobody knows
     */
    public int attempts() {
        return attempts;
    }

    /**
     * Tells whether there was no connection to the database: none was to be had, for whatever reason, or it was lost. Any
     * other change would have failed as well.
     *
     * @return true if so; false if the database could not do this very change, such as one of an account that somebody
     *     keeps locked, or if it did not come to that
     */
    public boolean isDisconnected() {
        return isDisconnected;
    }
}
