package io.creditledger.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The statement for one row with the parameters of each row, in one batch of the driver's. */
record BatchedRows(RowParameters parameters) implements ManyRows {
    @Override
    public <T> void insert(Connection connection, RowInsert<T> insert, List<T> rows) throws SQLException {
        execute(connection, insert.ofOneRow(), insert.columns(), rows);
    }

    /** A driver that sends a batch in bulk may not know how many rows each of its statements changed. */
    @Override
    public <T> void update(Connection connection, RowUpdate<T> update, List<T> rows) throws SQLException {
        for (int updated : execute(connection, update.ofOneRow(), update.columns(), rows)) {
            if (updated != Statement.SUCCESS_NO_INFO) {
                update.requireAll(updated, 1);
            }
        }
    }

    private <T> int[] execute(Connection connection, String text, List<Column<T>> columns, List<T> rows)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            for (T row : rows) {
                parameters.set(statement, 0, columns, row);
                statement.addBatch();
            }
            return statement.executeBatch();
        }
    }
}
