package io.creditledger.jdbc.legacy;

import io.creditledger.jdbc.Database;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A table of the host's, as the catalogue shows it.
 *
 * @param name its name
 * @param columns its columns, by their names in lower case
 * @param isIndexedByUser whether an index begins with {@code user_id}
 */
record LegacyTable(String name, Map<String, LegacyColumn> columns, boolean isIndexedByUser) {
    /** Looks a table of the current schema up; it has no columns if it is not there. */
    static LegacyTable of(Connection connection, String name) throws SQLException {
        Map<String, LegacyColumn> columns = columns(connection, name);
        return new LegacyTable(name, columns, columns.containsKey("user_id") && isIndexedByUser(connection, name));
    }

    boolean has(String column) {
        return columns.containsKey(column);
    }

    LegacyColumn column(String column) {
        LegacyColumn found = columns.get(column);
        if (found == null) {
            throw new LegacyDatabaseException("the table " + name + " must be there with a column " + column + ", but "
                    + (columns.isEmpty() ? "is not there" : "has only " + columns.keySet()));
        }
        return found;
    }

    private static Map<String, LegacyColumn> columns(Connection connection, String table) throws SQLException {
        Database database = Database.of(connection);
        Map<String, LegacyColumn> columns = new TreeMap<>();
        try (ResultSet rows = connection
                .getMetaData()
                .getColumns(connection.getCatalog(), connection.getSchema(), stored(connection, table), "%")) {
            while (rows.next()) {
                String name = rows.getString("COLUMN_NAME").toLowerCase(Locale.ROOT);
                if (rows.getString("TABLE_NAME").equalsIgnoreCase(table)) {
                    columns.put(
                            name,
                            new LegacyColumn(
                                    database, table, name, rows.getInt("DATA_TYPE"), rows.getString("TYPE_NAME")));
                }
            }
        }
        return columns;
    }

    private static boolean isIndexedByUser(Connection connection, String table) throws SQLException {
        try (ResultSet rows = connection
                .getMetaData()
                .getIndexInfo(
                        connection.getCatalog(), connection.getSchema(), stored(connection, table), false, true)) {
            while (rows.next()) {
                boolean first = rows.getInt("ORDINAL_POSITION") == 1;
                if (first && isWholeIndexOfUser(rows)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** An index with a condition does not have every row. */
    private static boolean isWholeIndexOfUser(ResultSet index) throws SQLException {
        return "user_id".equalsIgnoreCase(index.getString("COLUMN_NAME"))
                && index.getString("FILTER_CONDITION") == null;
    }

    private static String stored(Connection connection, String name) throws SQLException {
        DatabaseMetaData database = connection.getMetaData();
        return database.storesUpperCaseIdentifiers() ? name.toUpperCase(Locale.ROOT) : name;
    }
}
