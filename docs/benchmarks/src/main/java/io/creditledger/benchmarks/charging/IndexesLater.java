package io.creditledger.benchmarks.charging;

/**
 * The indexes of the journal on PostgreSQL, which are made in a fraction of the time when its rows are there already.
 *
 * @param tables where they were dropped
 * @param primaryKey the definition of the constraint
 * @param keys the statement that makes the index
 */
record IndexesLater(LedgerTables tables, String primaryKey, String keys) {
    /** Drops them. */
    static IndexesLater of(LedgerTables tables) {
        String primaryKey =
                tables.text("select pg_get_constraintdef(oid) from pg_constraint where conname = 'credit_entry_pk'");
        String keys = tables.text("select pg_get_indexdef('credit_entry_key'::regclass)");
        tables.server()
                .execute(
                        tables.database(),
                        "alter table credit_entry drop constraint credit_entry_pk",
                        "drop index credit_entry_key");
        return new IndexesLater(tables, primaryKey, keys);
    }

    /** Makes them again. */
    void create() {
        tables.server()
                .execute(
                        tables.database(),
                        "set maintenance_work_mem = '512MB'",
                        "alter table credit_entry add constraint credit_entry_pk " + primaryKey,
                        keys,
                        "checkpoint");
    }
}
