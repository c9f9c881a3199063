package io.creditledger.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jooq.SQLDialect;
import org.jspecify.annotations.Nullable;

/** Sets the values of rows as parameters of statements, each in its database's terms. */
record RowParameters(SQLDialect family) {
    /** Sets one row's values, in the order of the columns, after as many parameters as were set before. */
    <T> void set(PreparedStatement statement, int before, List<Column<T>> columns, T row) throws SQLException {
        for (int i = 0; i < columns.size(); i++) {
            statement.setObject(before + i + 1, inTermsOfDatabase(columns.get(i).of(row)));
        }
    }

    @Nullable Object inTermsOfDatabase(@Nullable Object value) {
        return value instanceof Instant instant ? InstantBinding.toDatabase(instant, family) : value;
    }
}
