package io.creditledger.jdbc.legacy;

import io.creditledger.RunId;
import java.util.List;

/** A run cannot be taken back: it is not known, another one is not done, or accounts that it adopted have lived on. */
public final class RollbackRefusedException extends RuntimeException {
    /** The greatest number of accounts that are listed. */
    public static final int MAX_LISTED = 100;

    private static final long serialVersionUID = 1L;

    private final RunId run;
    private final long accounts;
    private final transient List<LivedAccount> listed;

    private RollbackRefusedException(RunId run, String message, long accounts, List<LivedAccount> listed) {
        super(message);
        this.run = run;
        this.accounts = accounts;
        this.listed = List.copyOf(listed);
    }

    static RollbackRefusedException unknown(RunId run) {
        return new RollbackRefusedException(
                run, "there is no run " + run + " in credit_adoption; it may have been rolled back", 0, List.of());
    }

    static RollbackRefusedException notDone(RunId run, AdoptionRun other) {
        return new RollbackRefusedException(
                run,
                "run " + run + " can be rolled back only while no other run is unfinished, but run " + other.id()
                        + " is " + other.state() + "; finish it, or roll it back, first",
                0,
                List.of());
    }

    static RollbackRefusedException livedOn(RunId run, long accounts, List<LivedAccount> listed) {
        LivedAccount first = listed.get(0);
        return new RollbackRefusedException(
                run,
                "run " + run + " can be rolled back only while none of its accounts has lived on, but " + accounts
                        + " have, such as '" + first.account() + "': " + first.reason(),
                accounts,
                listed);
    }

    /**
     * Returns the run.
     *
     * @return the run that was to be rolled back
     */
    public RunId run() {
        return run;
    }

    /**
     * Returns how many accounts have lived on.
     *
     * @return the number; 0 if the run was refused for something else
     */
    public long livedAccounts() {
        return accounts;
    }

    /**
     * Returns accounts that have lived on.
     *
     * @return the first of them, at most {@value #MAX_LISTED}
     */
    public List<LivedAccount> listed() {
        return listed;
    }
}
