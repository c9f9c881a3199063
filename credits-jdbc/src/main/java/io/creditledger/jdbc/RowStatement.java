package io.creditledger.jdbc;

import java.util.List;

/**
 * What writes things of one kind as rows of one table. Its texts are made once from the columns, and are always the same, so
 * that drivers and servers know them again.
 *
 * @param <T> what is written
 */
sealed interface RowStatement<T> permits RowInsert, RowUpdate, RememberedRowUpdate {
    /** The columns in the order of the parameters. */
    List<Column<T>> columns();

    /** With a parameter for each column. */
    String ofOneRow();

    /** With an array of PostgreSQL for each column, whatever the number of rows. */
    String ofArrays();

    /** Whether rows that are there are changed; else new ones are made. */
    boolean isUpdate();
}
