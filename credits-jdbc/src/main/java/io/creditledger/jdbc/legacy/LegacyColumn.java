package io.creditledger.jdbc.legacy;

import io.creditledger.jdbc.Database;
import java.sql.Types;
import java.util.Locale;

/**
 * A column of a legacy table.
 *
 * @param database where it is
 * @param table its table
 * @param name its name
 * @param jdbcType its type, one of {@link Types}
 * @param typeName the database's own name of the type
 */
record LegacyColumn(Database database, String table, String name, int jdbcType, String typeName) {
    IdKind asId() {
        if (typeName.equalsIgnoreCase("uuid")) {
            return database == Database.MARIADB ? IdKind.TEXT : IdKind.UUID;
        }
        return switch (jdbcType) {
            case Types.SMALLINT, Types.INTEGER, Types.BIGINT -> IdKind.NUMBER;
            case Types.VARCHAR, Types.CHAR, Types.LONGVARCHAR -> IdKind.TEXT;
            default -> throw unusable("an integer, bigint, varchar or uuid");
        };
    }

    LegacyTime asTime() {
        if (jdbcType == Types.TIMESTAMP_WITH_TIMEZONE || typeName.equalsIgnoreCase("timestamptz")) {
            return LegacyTime.ZONED;
        }
        if (jdbcType != Types.TIMESTAMP) {
            throw unusable("a timestamp");
        }
        return isKeptInUtc() ? LegacyTime.SINCE_EPOCH : LegacyTime.LOCAL;
    }

    /** MariaDB and MySQL keep a timestamp in UTC and show it in the session's zone; a datetime is what it shows. */
    private boolean isKeptInUtc() {
        boolean mysql = database == Database.MARIADB || database == Database.MYSQL;
        return mysql && typeName.toLowerCase(Locale.ROOT).startsWith("timestamp");
    }

    void requireWholeNumbers() {
        switch (jdbcType) {
            case Types.SMALLINT, Types.INTEGER, Types.BIGINT -> {}
            default -> throw unusable("an integer or bigint, as credits are whole");
        }
    }

    private LegacyDatabaseException unusable(String right) {
        return new LegacyDatabaseException(
                "the column " + table + "." + name + " must be " + right + ", but is " + typeName);
    }
}
