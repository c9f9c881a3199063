package io.creditledger.jdbc.legacy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * What the catalogue says of a legacy database.
 *
 * @param users the table of users
 * @param transactions the table of credits received and spent
 * @param tasks the table of tasks
 * @param ids the type of the users' ids
 * @param isUpgraded whether its credits were given an expiry before
 */
record LegacyTables(LegacyTable users, LegacyTable transactions, LegacyTable tasks, IdKind ids, boolean isUpgraded) {
    private static final List<String> OF_TRANSACTIONS = List.of("id", "amount", "created_at", "user_id");
    private static final List<String> OF_TASKS = List.of("id", "status", "created_at", "completed_at", "user_id");

    /**
     * Looks at the catalogue.
     *
     * @throws LegacyDatabaseException if the tables cannot be worked with
     */
    static LegacyTables of(Connection connection) throws SQLException {
        LegacyTable users = LegacyTable.of(connection, "users");
        LegacyTables tables = new LegacyTables(
                users,
                LegacyTable.of(connection, "credit_transactions"),
                LegacyTable.of(connection, "tasks"),
                users.column("id").asId(),
                LegacyTable.of(connection, "credit_upgrade").has("cutover"));
        tables.requireUsable();
        return tables;
    }

    /** Whether the rows of a few users are found without reading all rows. */
    boolean areIndexedByUser() {
        return transactions.isIndexedByUser() && tasks.isIndexedByUser();
    }

    private void requireUsable() {
        OF_TRANSACTIONS.forEach(transactions::column);
        OF_TASKS.forEach(tasks::column);
        users.column("credits").requireWholeNumbers();
        transactions.column("amount").requireWholeNumbers();
        requireSameIds(transactions.column("user_id"));
        requireSameIds(tasks.column("user_id"));
    }

    private void requireSameIds(LegacyColumn user) {
        if (user.asId() != ids) {
            throw new LegacyDatabaseException("the column " + user.table() + "." + user.name()
                    + " must have the type of users.id, which is "
                    + users.column("id").typeName() + ", but is " + user.typeName());
        }
    }
}
