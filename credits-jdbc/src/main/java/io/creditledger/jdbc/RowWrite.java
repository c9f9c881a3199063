package io.creditledger.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * Things of one kind that are to be written.
 *
 * @param statement how
 * @param rows the things
 * @param <T> what is written
 */
record RowWrite<T>(RowStatement<T> statement, List<T> rows) {
    /** An insert names no more columns than the rows need. */
    static <T> RowWrite<T> of(RowStatement<T> statement, List<T> rows) {
        return new RowWrite<>(statement instanceof RowInsert<T> insert ? insert.narrowedTo(rows) : statement, rows);
    }

    boolean isOfOne() {
        return rows.size() == 1;
    }

    boolean isUpdate() {
        return statement.isUpdate();
    }

    /** Returns some of the rows; none if there are not so many. */
    RowWrite<T> part(int from, int most) {
        int begin = Math.min(from, rows.size());
        return new RowWrite<>(statement, rows.subList(begin, Math.min(rows.size(), begin + most)));
    }

    /** PostgreSQL's text for them: one row takes plain parameters, which are faster than arrays of one. */
    String textOfPostgres() {
        return isOfOne() ? statement.ofOneRow() : statement.ofArrays();
    }

    /** Sets the parameters of that text, after as many as were set before, and returns how many are set then. */
    int setOfPostgres(PreparedStatement prepared, RowParameters parameters, int before) throws SQLException {
        if (isOfOne()) {
            parameters.set(prepared, before, statement.columns(), rows.get(0));
        } else {
            PostgresArrays.set(prepared, before, statement.columns(), rows);
        }
        return before + statement.columns().size();
    }
}
