package io.creditledger;

/** A ledger that {@linkplain GroupCommit commits in groups} was closed before the call. The call has changed nothing. */
public final class LedgerClosedException extends LedgerUnavailableException {
    private static final long serialVersionUID = 1L;

    /** Tells that the ledger was closed. */
    public LedgerClosedException() {
        super("the ledger is closed and takes no more changes; make them on an open one, with the same keys");
    }
}
