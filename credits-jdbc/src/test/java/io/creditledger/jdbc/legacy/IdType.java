package io.creditledger.jdbc.legacy;

import io.creditledger.jdbc.TestDatabase;
import java.util.Locale;

/** The types of id columns that hosts have. */
enum IdType {
    INTEGER,
    BIGINT,
    VARCHAR,
    UUID;

    /** Returns the column's type; MySQL has none for UUIDs, and there hosts keep them as text. */
    String columnType(TestDatabase server) {
        return switch (this) {
            case INTEGER, BIGINT -> name().toLowerCase(Locale.ROOT);
            case VARCHAR -> "varchar(64)";
            case UUID -> server == TestDatabase.MYSQL ? "char(36)" : "uuid";
        };
    }

    /** Returns an id as the text that the database shows for it. */
    String text(String table, int number) {
        return switch (this) {
            case INTEGER, BIGINT -> String.valueOf(number);
            case VARCHAR -> table + "-" + String.format(Locale.ROOT, "%010d", number);
            case UUID ->
                new java.util.UUID(0x4000L | ((long) table.hashCode() << 32), 0x8000000000000000L | number).toString();
        };
    }

    /** Returns an id as a driver wants it. */
    Object value(TestDatabase server, String table, int number) {
        return switch (this) {
            case INTEGER, BIGINT -> number;
            case VARCHAR -> text(table, number);
            case UUID -> isNative(server) ? java.util.UUID.fromString(text(table, number)) : text(table, number);
        };
    }

    private static boolean isNative(TestDatabase server) {
        return server == TestDatabase.POSTGRESQL || server == TestDatabase.H2;
    }
}
