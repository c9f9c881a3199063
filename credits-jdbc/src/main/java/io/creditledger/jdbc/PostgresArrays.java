package io.creditledger.jdbc;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hands rows to PostgreSQL column by column, each column as an array.
 *
 * <p>Instants and decimal numbers go as text: an instant names its zone, UTC, so that neither the JVM's nor the session's
 * matters, and neither loses a digit.
 */
final class PostgresArrays {
    private static final Map<Class<?>, String> TYPES = Map.of(
            String.class, "text",
            Long.class, "bigint",
            Integer.class, "integer",
            Boolean.class, "boolean",
            BigDecimal.class, "numeric",
            Instant.class, "timestamptz");

    private PostgresArrays() {}

    /** What makes rows of a column's array, side by side with the other columns of the same select. */
    static String rows(Column<?> column) {
        return rows(type(column));
    }

    /**
     * What makes rows of an array. It stands among what is selected, not in {@code from}, where PostgreSQL would first copy
     * each array into a store of its own.
     */
    static String rows(String type) {
        return "unnest(%s)".formatted(parameter(type));
    }

    /**
     * The parameter of a statement that takes an array. It goes through a select of its own, which hides its length:
     * PostgreSQL would else make a plan for just that array each time, since one for any array looks more expensive.
     */
    static String parameter(String type) {
        return "(select ?::%s[])".formatted(type);
    }

    /** Sets the arrays of some rows, in the order of the columns, after as many parameters as were set before. */
    static <T> void set(PreparedStatement statement, int before, List<Column<T>> columns, List<T> rows)
            throws SQLException {
        Connection connection = statement.getConnection();
        for (int i = 0; i < columns.size(); i++) {
            Column<T> column = columns.get(i);
            statement.setArray(before + i + 1, connection.createArrayOf(type(column), values(column, rows)));
        }
    }

    private static <T> @Nullable Object[] values(Column<T> column, List<T> rows) {
        Class<?> sent = goesAsText(column) ? String.class : column.type();
        @Nullable Object[] values = (Object[]) Array.newInstance(sent, rows.size());
        for (int i = 0; i < values.length; i++) {
            Object value = column.of(rows.get(i));
            values[i] = value != null && sent == String.class ? value.toString() : value;
        }
        return values;
    }

    private static boolean goesAsText(Column<?> column) {
        return column.type() == Instant.class || column.type() == BigDecimal.class;
    }

    private static String type(Column<?> column) {
        String type = TYPES.get(column.type());
        if (type == null) {
            throw new IllegalArgumentException(
                    "column " + column.name() + " must hold one of " + TYPES.keySet() + ", but holds " + column.type());
        }
        return type;
    }
}
