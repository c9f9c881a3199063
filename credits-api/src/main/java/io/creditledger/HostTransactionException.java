package io.creditledger;

/**
 * The ledger could not work inside the host's own transaction. Roll that transaction back and run the whole of it again,
 * with the same keys; the ledger never retries inside a transaction that it does not own.
 */
public final class HostTransactionException extends CreditLedgerException {
    private static final long serialVersionUID = 1L;

    /**
     * Tells what was wrong with the transaction.
     *
     * @param message what was wrong, what was found, what would be right
     */
    public HostTransactionException(String message) {
        super(message);
    }

    /**
     * Tells what went wrong in the transaction.
     *
     * @param message what was wrong, what was found, what would be right
     * @param cause what the database said
     */
    public HostTransactionException(String message, Throwable cause) {
        super(message, cause);
    }
}
