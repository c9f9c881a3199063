package io.creditledger.jdbc.legacy;

import io.creditledger.jdbc.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** What a host does all day: it gives credits, in a transaction that changes a balance and adds a row. */
final class HostWrites {
    private static final int FIRST_ID = 1_000_000;
    private static final int AT_LEAST = 20;

    private HostWrites() {}

    /** Lets nobody have spent more than was received. */
    static void cover(LegacyHost host) {
        TestDatabase.execute(
                host.database(),
                "insert into credit_transactions (id, user_id, amount, created_at)"
                        + " select 900000 + id, id, 5000, timestamp '2025-09-01 00:00:00' from users");
    }

    /** Gives each user credits in turn, and returns how many each got. */
    static Map<String, Long> until(LegacyHost host, BooleanSupplier done) throws SQLException {
        Map<String, Long> given = new HashMap<>();
        Object[] users = host.credits().keySet().toArray();
        try (Connection connection = host.database().getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            for (int i = 0; i < AT_LEAST || !done.getAsBoolean(); i++) {
                String user = String.valueOf(users[i % users.length]);
                give(connection, Long.parseLong(user), FIRST_ID + i);
                given.merge(user, 3L, Long::sum);
            }
            connection.setAutoCommit(true);
        }
        return given;
    }

    private static void give(Connection connection, long user, int id) throws SQLException {
        for (boolean written = false; !written; ) {
            try {
                write(connection, user, id);
                written = true;
            } catch (SQLException e) {
                connection.rollback();
                if (!Objects.requireNonNullElse(e.getSQLState(), "").startsWith("40")) {
                    throw e;
                }
            }
        }
    }

    private static void write(Connection connection, long user, int id) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                        "update users set credits = coalesce(credits, 0) + 3 where id = ?");
                PreparedStatement insert =
                        connection.prepareStatement("insert into credit_transactions (id, user_id, amount, created_at)"
                                + " values (?, ?, 3, timestamp '2025-09-29 00:00:00')")) {
            update.setLong(1, user);
            update.executeUpdate();
            insert.setInt(1, id);
            insert.setLong(2, user);
            insert.executeUpdate();
            connection.commit();
        }
    }
}
