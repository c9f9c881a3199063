package io.creditledger;

/**
 * The database could not be reached, or refused to work, as often as the ledger tried. Nobody knows whether the last
 * attempt was committed: call again with the same key, which is always safe.
 */
public final class LedgerUnavailableException extends CreditLedgerException {
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

    /**
     * Returns how often the ledger tried.
     *
     * @return the number of attempts, at least 1
     */
    public int attempts() {
        return attempts;
    }
}
