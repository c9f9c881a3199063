package io.creditledger.jdbc.legacy;

import io.creditledger.jdbc.Database;

/** Columns that have the names of those that an upgrade adds; the script leaves them as they are. */
final class UpgradeColumns {
    private UpgradeColumns() {}

    /**
     * Checks that what is there already holds what the upgrade will write.
     *
     * @throws LegacyDatabaseException if it does not
     */
    static void requireFitting(Database database, LegacyTable transactions) {
        requireInstant(database, transactions, "expires_at");
        requireInstant(database, transactions, "expired_at");
    }

    private static void requireInstant(Database database, LegacyTable table, String name) {
        LegacyTime right = isMySql(database) ? LegacyTime.LOCAL : LegacyTime.ZONED;
        if (table.has(name) && table.column(name).asTime() != right) {
            throw new LegacyDatabaseException(
                    "the column " + table.name() + "." + name + " is there already and must be "
                            + (isMySql(database) ? "a datetime" : "a timestamp with time zone") + ", but is "
                            + table.column(name).typeName());
        }
    }

    private static boolean isMySql(Database database) {
        return database == Database.MARIADB || database == Database.MYSQL;
    }
}
