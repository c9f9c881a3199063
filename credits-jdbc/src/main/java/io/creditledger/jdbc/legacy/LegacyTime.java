package io.creditledger.jdbc.legacy;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** How a column holds an instant. Neither the JVM's zone nor the session's plays a part. */
enum LegacyTime {
    /** With a zone. */
    ZONED {
        @Override
        void bind(PreparedStatement statement, int index, Instant instant, ZoneId zone) throws SQLException {
            statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
        }

        @Override
        @Nullable Instant read(ResultSet row, int index, ZoneId zone) throws SQLException {
            OffsetDateTime value = row.getObject(index, OffsetDateTime.class);
            return value == null ? null : value.toInstant();
        }
    },
    /** Without one: the local time of a zone that the host knows. */
    LOCAL {
        @Override
        void bind(PreparedStatement statement, int index, Instant instant, ZoneId zone) throws SQLException {
            statement.setObject(index, LocalDateTime.ofInstant(instant, zone));
        }

        @Override
        @Nullable Instant read(ResultSet row, int index, ZoneId zone) throws SQLException {
            LocalDateTime value = row.getObject(index, LocalDateTime.class);
            return value == null ? null : value.atZone(zone).toInstant();
        }
    },
    /** Kept in UTC but shown in the session's zone; read as seconds, it is what it is. */
    SINCE_EPOCH {
        @Override
        String of(String column) {
            return "unix_timestamp(" + column + ")";
        }

        @Override
        void bind(PreparedStatement statement, int index, Instant instant, ZoneId zone) throws SQLException {
            BigDecimal seconds = BigDecimal.valueOf(instant.getEpochSecond());
            statement.setBigDecimal(index, seconds.add(BigDecimal.valueOf(instant.getNano(), NANOSECONDS)));
        }

        @Override
        @Nullable Instant read(ResultSet row, int index, ZoneId zone) throws SQLException {
            BigDecimal value = row.getBigDecimal(index);
            if (value == null) {
                return null;
            }
            BigDecimal nanos = value.remainder(BigDecimal.ONE).movePointRight(NANOSECONDS);
            return Instant.ofEpochSecond(value.longValue(), nanos.longValue());
        }
    };

    private static final int NANOSECONDS = 9;

    /** What is to be selected, and sorted by. */
    String of(String column) {
        return column;
    }

    abstract void bind(PreparedStatement statement, int index, Instant instant, ZoneId zone) throws SQLException;

    abstract @Nullable Instant read(ResultSet row, int index, ZoneId zone) throws SQLException;
}
