package io.creditledger;

import java.time.Duration;

/**
 * A caller of a ledger that {@linkplain GroupCommit commits in groups} waited no longer, because the time was up or the
 * thread was interrupted.
 *
 * <p>A call that was still in the queue was taken out of it and has changed nothing. One that was being committed goes on,
 * and nobody knows how it ends: call again with the same key.
 */
public final class LedgerTimeoutException extends LedgerUnavailableException {
    private static final long serialVersionUID = 1L;

    private final boolean isWithdrawn;

    private LedgerTimeoutException(String message, boolean isWithdrawn) {
        super(message);
        this.isWithdrawn = isWithdrawn;
    }

    /**
     * Tells that the time was up.
     *
     * @param waited how long the caller has waited
     * @param isWithdrawn whether the call was taken out of the queue
     * @return the exception
     */
    public static LedgerTimeoutException after(Duration waited, boolean isWithdrawn) {
        return new LedgerTimeoutException("the call was not done within " + waited + fate(isWithdrawn), isWithdrawn);
    }

    /**
     * Tells that the waiting thread was interrupted. Its interrupt flag is set.
     *
     * @param isWithdrawn whether the call was taken out of the queue
     * @return the exception
     */
    public static LedgerTimeoutException interrupted(boolean isWithdrawn) {
        return new LedgerTimeoutException(
                "the thread was interrupted while it waited" + fate(isWithdrawn), isWithdrawn);
    }

    private static String fate(boolean isWithdrawn) {
        return isWithdrawn
                ? ", and has changed nothing; call again with the same key"
                : ", and is being committed; call again with the same key, which returns what became of it";
    }

    /**
     * Tells what became of the call.
     *
     * @return true if it was taken out of the queue and has changed nothing; false if nobody knows
     */
    public boolean isWithdrawn() {
        return isWithdrawn;
    }
}
