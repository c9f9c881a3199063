package io.creditledger.jdbc;

import org.jooq.Field;

/** A row of an answer, whoever fetched it: one of jOOQ's records is one by its method {@code get}. */
interface Row {
    /** Returns the value of a column; null where there is none. */
    <T> T get(Field<T> column);
}
