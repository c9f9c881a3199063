package io.creditledger;

/**
 * A ledger that {@linkplain GroupCommit commits in groups} has as many calls waiting as it takes. The call has changed
 * nothing; call again, with the same key, when there is less to do.
 */
public final class LedgerBusyException extends LedgerUnavailableException {
    private static final long serialVersionUID = 1L;

    private final int waiting;

    /**
     * Tells how many calls wait.
     *
     * @param waiting how many wait for the committer of the same slice of the accounts
     */
    public LedgerBusyException(int waiting) {
        super(waiting
                + " calls wait for the committer of this account, and no more are taken; call again with the same"
                + " key when there is less to do, or let more of them wait (GroupCommit.queueSize)");
        this.waiting = waiting;
    }

    /**
     * Returns how many calls wait.
     *
     * @return the number of calls, the most that may wait
     */
    public int waiting() {
        return waiting;
    }
}
