package io.creditledger.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** PostgreSQL's way: one statement for any number of rows, with an array for each column. */
final class UnnestedRows implements ManyRows {
    /** Bounds what a statement holds in memory; larger ones are not faster. */
    private static final int MOST = 1_000;

    @Override
    public <T> void insert(Connection connection, RowInsert<T> insert, List<T> rows) throws SQLException {
        for (List<T> some : ManyRows.inChunks(rows, MOST)) {
            execute(connection, insert.ofArrays(), insert.columns(), some);
        }
    }

    @Override
    public <T> void update(Connection connection, RowUpdate<T> update, List<T> rows) throws SQLException {
        for (List<T> some : ManyRows.inChunks(rows, MOST)) {
            update.requireAll(execute(connection, update.ofArrays(), update.columns(), some), some.size());
        }
    }

    private static <T> int execute(Connection connection, String text, List<Column<T>> columns, List<T> rows)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            PostgresArrays.set(connection, statement, columns, rows);
            return statement.executeUpdate();
        }
    }
}
