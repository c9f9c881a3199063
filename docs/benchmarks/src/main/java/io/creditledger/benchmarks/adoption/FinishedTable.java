package io.creditledger.benchmarks.adoption;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The ledger's tables that adopting fills, in the order in which they are filled. The first column is the account. */
enum FinishedTable {
    ACCOUNT("credit_account", ""),
    GRANT("credit_grant", ", grant_no"),
    ENTRY("credit_entry", ", seq, line"),
    TASK("credit_task", ", task_id"),
    ADOPTED_ACCOUNT("credit_adopted_account", "");

    /**
     * A column.
     *
     * @param name its name
     * @param type the server's short name for its type, such as {@code int8}
     */
    record Column(String name, String type) {}

    private final String table;
    private final String order;

    FinishedTable(String table, String order) {
        this.table = table;
        this.order = order;
    }

    String table() {
        return table;
    }

    /** Returns the query of all rows, account by account in the order of the users' numbers. */
    String query() {
        return "select * from " + table + " order by account_id::bigint" + order;
    }

    String insertion(List<Column> columns) {
        return columns.stream()
                .map(Column::name)
                .collect(Collectors.joining(", ", "insert into " + table + " (", ") "));
    }

    List<Column> columns(Connection connection) throws SQLException {
        String sql = """
                select column_name, udt_name
                from information_schema.columns
                where table_schema = current_schema() and table_name = ?
                order by ordinal_position
                """;
        List<Column> columns = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, table);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    columns.add(new Column(rows.getString(1), rows.getString(2)));
                }
            }
        }
        return columns;
    }
}
