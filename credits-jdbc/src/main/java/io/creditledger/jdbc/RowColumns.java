package io.creditledger.jdbc;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.List;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/** The columns of a plain statement's answer, in their order; made once for each statement. */
final class RowColumns {
    private final IdentityHashMap<Field<?>, Integer> positions = new IdentityHashMap<>();

    RowColumns(List<Field<?>> columns) {
        for (Field<?> column : columns) {
            positions.put(column, positions.size() + 1);
        }
    }

    /** Returns the row that the answer stands at, as long as it does. */
    Row in(ResultSet answer, SQLDialect family) {
        return new Row() {
            @Override
            public <T> T get(Field<T> column) {
                return RowColumns.this.get(answer, family, column);
            }
        };
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // the class that is read is the column's, and what is absent is null
    private <T> T get(ResultSet answer, SQLDialect family, Field<T> column) {
        Integer position = positions.get(column);
        if (position == null) {
            throw new IllegalArgumentException(
                    "the column must be one of " + positions.keySet() + ", but is " + column);
        }
        try {
            return (T) value(answer, position, column.getType(), family);
        } catch (SQLException e) {
            throw new DataAccessException("the column " + column + " cannot be read; " + e.getMessage(), e);
        }
    }

    private static @Nullable Object value(ResultSet answer, int position, Class<?> type, SQLDialect family)
            throws SQLException {
        if (type == Instant.class) {
            return InstantBinding.fromDatabase(answer, position, family);
        }
        if (type == String.class) {
            return answer.getString(position);
        }
        if (type == BigDecimal.class) {
            return answer.getBigDecimal(position);
        }
        Object value = primitive(answer, position, type);
        return answer.wasNull() ? null : value;
    }

    private static Object primitive(ResultSet answer, int position, Class<?> type) throws SQLException {
        if (type == Long.class) {
            return answer.getLong(position);
        }
        if (type == Integer.class) {
            return answer.getInt(position);
        }
        if (type == Boolean.class) {
            return answer.getBoolean(position);
        }
        throw new IllegalArgumentException(
                "a column must hold text, numbers, booleans or instants, but one holds " + type);
    }
}
