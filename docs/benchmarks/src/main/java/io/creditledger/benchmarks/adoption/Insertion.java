package io.creditledger.benchmarks.adoption;

import io.creditledger.benchmarks.adoption.FinishedTable.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Ways of inserting many rows with one statement. Values are sent as text, whose types the server knows. */
enum Insertion {
    /** {@code values (?, ?), (?, ?), ...} */
    VALUES("500 rows of values a statement", 500) {
        @Override
        void insert(Connection connection, FinishedTable table, List<Column> columns, List<@Nullable String[]> rows)
                throws SQLException {
            String row = Stream.generate(() -> "?").limit(columns.size()).collect(Collectors.joining(", ", "(", ")"));
            String values = Stream.generate(() -> row).limit(rows.size()).collect(Collectors.joining(", "));
            try (PreparedStatement insert =
                    connection.prepareStatement(table.insertion(columns) + "values " + values)) {
                int parameter = 1;
                for (@Nullable String[] cells : rows) {
                    for (String cell : cells) {
                        insert.setString(parameter++, cell);
                    }
                }
                insert.executeUpdate();
            }
        }
    },

    /** {@code select * from unnest(?::text[], ?::int8[], ...)} */
    ARRAYS("arrays of up to 5,000 rows a statement", 5_000) {
        @Override
        void insert(Connection connection, FinishedTable table, List<Column> columns, List<@Nullable String[]> rows)
                throws SQLException {
            String arrays = columns.stream()
                    .map(column -> "?::" + column.type() + "[]")
                    .collect(Collectors.joining(", ", "unnest(", ")"));
            try (PreparedStatement insert =
                    connection.prepareStatement(table.insertion(columns) + "select * from " + arrays)) {
                for (int column = 0; column < columns.size(); column++) {
                    int index = column;
                    Object[] cells = rows.stream().map(row -> row[index]).toArray(String[]::new);
                    insert.setArray(
                            column + 1,
                            connection.createArrayOf(columns.get(column).type(), cells));
                }
                insert.executeUpdate();
            }
        }
    };

    private final String description;
    private final int rowsPerStatement;

    Insertion(String description, int rowsPerStatement) {
        this.description = description;
        this.rowsPerStatement = rowsPerStatement;
    }

    String description() {
        return description;
    }

    abstract void insert(
            Connection connection, FinishedTable table, List<Column> columns, List<@Nullable String[]> rows)
            throws SQLException;

    /** Inserts any number of rows, with as many statements as it takes. */
    void insertAll(Connection connection, FinishedTable table, List<Column> columns, List<@Nullable String[]> rows)
            throws SQLException {
        for (int from = 0; from < rows.size(); from += rowsPerStatement) {
            insert(connection, table, columns, rows.subList(from, Math.min(rows.size(), from + rowsPerStatement)));
        }
    }
}
