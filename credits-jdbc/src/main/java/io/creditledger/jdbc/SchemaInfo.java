package io.creditledger.jdbc;

/**
 * Which version of the ledger's tables a database has.
 *
 * @param required the version that this release of the ledger works with
 * @param found the version of the tables; 0 if there are none
 */
public record SchemaInfo(int required, int found) {
    /** How a database's tables stand to the ledger. */
    public enum State {
        /** There are no tables. */
        ABSENT,
        /** The tables are older than the ledger. */
        BEHIND,
        /** The tables are what the ledger works with. */
        CURRENT,
        /** The tables are newer than the ledger. */
        AHEAD
    }

    /**
     * Compares the versions.
     *
     * @return how the tables stand to the ledger
     */
    public State state() {
        if (found == 0) {
            return State.ABSENT;
        }
        if (found == required) {
            return State.CURRENT;
        }
        return found < required ? State.BEHIND : State.AHEAD;
    }
}
