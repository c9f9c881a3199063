package io.creditledger;

/** The database's schema is not the one that this version of the ledger works with. */
public final class SchemaMismatchException extends CreditLedgerException {
    private static final long serialVersionUID = 1L;

    private final int required;
    private final int found;

    /**
     * Names the versions.
     *
     * @param required the schema version that this ledger works with
     * @param found the schema version of the database; 0 if there is none
     * @param remedy what to run
     */
    public SchemaMismatchException(int required, int found, String remedy) {
        super("the database has " + (found == 0 ? "no credit schema" : "version " + found + " of the credit schema")
                + ", but this ledger works with version " + required + "; " + remedy);
        this.required = required;
        this.found = found;
    }

    /**
     * Returns the schema version that this ledger works with.
     *
     * @return the required version
     */
    public int required() {
        return required;
    }

    /**
     * Returns the schema version of the database.
     *
     * @return the version found; 0 if there is none
     */
    public int found() {
        return found;
    }
}
