package io.creditledger.jdbc.legacy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;

/** Executes statements that may be executed again. */
final class Statements {
    private static final int ATTEMPTS = 10;

    /** Serialization failures and deadlocks. */
    private static final Set<String> CONTENTION = Set.of("40001", "40P01");

    private static final int MYSQL_LOCK_WAIT_TIMEOUT = 1205;

    private Statements() {}

    static void execute(Connection connection, List<String> statements) throws SQLException {
        for (String statement : statements) {
            execute(connection, statement);
        }
    }

    /** Does it again where the host's own transactions were in the way. */
    static void execute(Connection connection, String sql) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
                return;
            } catch (SQLException e) {
                if (attempt == ATTEMPTS || !isContention(e) || !connection.getAutoCommit()) {
                    throw e;
                }
            }
        }
    }

    private static boolean isContention(SQLException failure) {
        return CONTENTION.contains(String.valueOf(failure.getSQLState()))
                || failure.getErrorCode() == MYSQL_LOCK_WAIT_TIMEOUT;
    }
}
