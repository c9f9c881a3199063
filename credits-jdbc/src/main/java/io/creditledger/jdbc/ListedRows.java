package io.creditledger.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * The way of MariaDB and MySQL: inserts list the values of many rows, which needs no setting of their drivers; updates go as
 * a batch.
 */
record ListedRows(RowParameters parameters) implements ManyRows {
    /** As many as stay below the servers' limits for a statement, 16 MiB on MariaDB, with the longest values there are. */
    private static final int MOST = 256;

    @Override
    public <T> void insert(Connection connection, RowInsert<T> insert, List<T> rows) throws SQLException {
        for (List<T> some : ManyRows.inChunks(rows, MOST)) {
            execute(connection, insert, some);
        }
    }

    @Override
    public <T> void update(Connection connection, RowUpdate<T> update, List<T> rows) throws SQLException {
        new BatchedRows(parameters).update(connection, update, rows);
    }

    private <T> void execute(Connection connection, RowInsert<T> insert, List<T> rows) throws SQLException {
        int values = insert.columns().size();
        try (PreparedStatement statement = connection.prepareStatement(insert.ofRows(rows.size()))) {
            for (int i = 0; i < rows.size(); i++) {
                parameters.set(statement, i * values, insert.columns(), rows.get(i));
            }
            statement.executeUpdate();
        }
    }
}
