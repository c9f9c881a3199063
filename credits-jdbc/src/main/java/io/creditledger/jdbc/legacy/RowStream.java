package io.creditledger.jdbc.legacy;

import io.creditledger.jdbc.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jooq.DSLContext;

/** Hands the rows of a query on as they come, some thousand at a time, where the connection is in a transaction. */
final class RowStream {
    private static final int ROWS_AT_A_TIME = 2_000;

    private RowStream() {}

    interface Parameters {
        void bind(PreparedStatement statement) throws SQLException;
    }

    interface Row {
        void read(ResultSet row) throws SQLException;
    }

    static void of(DSLContext sql, String query, Parameters parameters, Row row) {
        sql.connection(connection -> of(connection, query, parameters, row));
    }

    private static void of(Connection connection, String query, Parameters parameters, Row row) {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setFetchSize(rowsAtATime(Database.of(connection)));
            parameters.bind(statement);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    row.read(rows);
                }
            }
        } catch (SQLException e) {
            throw new LegacyReadException(e);
        }
    }

    /** MySQL's driver keeps the whole answer in memory unless it is asked for row after row, by this very number. */
    private static int rowsAtATime(Database database) {
        return database == Database.MYSQL ? Integer.MIN_VALUE : ROWS_AT_A_TIME;
    }
}
