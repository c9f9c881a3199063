package io.creditledger.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;

/** Writes rows in a transaction: one by a plain statement, more of them as the database takes them fastest. */
final class RowWriter {
    private final DSLContext sql;
    private final RowParameters parameters;
    private final ManyRows many;

    RowWriter(DSLContext sql, Dialect dialect) {
        this.sql = sql;
        this.parameters = dialect.rowParameters();
        this.many = dialect.manyRows();
    }

    <T> void insert(RowInsert<T> insert, List<T> rows) {
        execute(insert.ofOneRow(), rows, connection -> {
            if (rows.size() > 1) {
                many.insert(connection, insert, rows);
            } else {
                execute(connection, insert.ofOneRow(), insert.columns(), rows.get(0));
            }
        });
    }

    /** Updates rows that are there; that one is not is an error. */
    <T> void update(RowUpdate<T> update, List<T> rows) {
        execute(update.ofOneRow(), rows, connection -> {
            if (rows.size() > 1) {
                many.update(connection, update, rows);
            } else {
                update.requireAll(execute(connection, update.ofOneRow(), update.columns(), rows.get(0)), 1);
            }
        });
    }

    private <T> int execute(Connection connection, String text, List<Column<T>> columns, T row) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            parameters.set(statement, 0, columns, row);
            return statement.executeUpdate();
        }
    }

    private interface Writing {
        void on(Connection connection) throws SQLException;
    }

    /** Failures look like those of jOOQ's statements, so that whoever judges them need not tell them apart. */
    private void execute(String text, List<?> rows, Writing writing) {
        if (rows.isEmpty()) {
            return;
        }
        sql.connection(connection -> {
            try {
                writing.on(connection);
            } catch (SQLException e) {
                throw new DataAccessException("SQL [" + text + "]; " + e.getMessage(), e);
            }
        });
    }
}
