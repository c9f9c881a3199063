package io.creditledger.jdbc.legacy;

import io.creditledger.AccountId;
import io.creditledger.Credits;
import io.creditledger.jdbc.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row of what a script has found.
 *
 * @param database which database it comes from
 * @param values the result, at this row
 */
record SupportRow(Database database, ResultSet values) {
    /** Makes something of a row. */
    interface Reader<T> {
        T read(SupportRow row) throws SQLException;
    }

    String text(String column) throws SQLException {
        return Objects.requireNonNull(values.getString(column), column);
    }

    @Nullable String textOrNull(String column) throws SQLException {
        return values.getString(column);
    }

    AccountId account(String column) throws SQLException {
        return AccountId.of(text(column));
    }

    long number(String column) throws SQLException {
        return values.getLong(column);
    }

    boolean flag(String column) throws SQLException {
        return values.getBoolean(column);
    }

    Credits credits(String column) throws SQLException {
        return Credits.of(number(column));
    }

    @Nullable Credits creditsOrNull(String column) throws SQLException {
        long value = number(column);
        return values.wasNull() ? null : Credits.of(value);
    }

    Instant instant(String column) throws SQLException {
        return Objects.requireNonNull(instantOrNull(column), column);
    }

    /** MariaDB and MySQL have no timestamps with a zone; the scripts yield the local time of UTC there. */
    @Nullable Instant instantOrNull(String column) throws SQLException {
        if (database == Database.MARIADB || database == Database.MYSQL) {
            LocalDateTime value = values.getObject(column, LocalDateTime.class);
            return value == null ? null : value.toInstant(ZoneOffset.UTC);
        }
        OffsetDateTime value = values.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
