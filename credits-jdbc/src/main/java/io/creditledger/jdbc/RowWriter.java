package io.creditledger.jdbc;

import java.util.List;

/** Writes what a transaction has decided, of all kinds, as its database takes it fastest. */
interface RowWriter {
    /** Whether all rows are written by one statement. */
    boolean writesAtOnce(List<RowWrite<?>> writes);

    /** Writes all rows. Updates are of rows that are there; that one is not is an error. */
    void write(Session session, List<RowWrite<?>> writes);
}
