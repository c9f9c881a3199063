package io.creditledger.jdbc.legacy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;

/** Executes statements that may be executed again. */
final class Statements {
    private static final int ATTEMPTS = 10;

    /** Serialization failures, deadlocks, and locks that were waited for too long. */
    private static final Set<String> CONTENTION = Set.of("40001", "40P01", "55P03", "HYT00");

    private static final int MYSQL_LOCK_WAIT_TIMEOUT = 1205;

    private Statements() {}

    static void execute(Connection connection, List<String> statements) throws SQLException {
        for (String statement : statements) {
            execute(connection, statement);
        }
    }

    /** Executes a statement, again where the host's own transactions were in the way. */
    static void execute(Connection connection, String sql) throws SQLException {
        if (connection.getAutoCommit()) {
            again(() -> executeOnce(connection, sql));
        } else {
            executeOnce(connection, sql);
        }
    }

    private static void executeOnce(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    interface Work {
        void run() throws SQLException;
    }

    /** Does work that leaves nothing behind when it fails, again where the host's own transactions were in the way. */
    static void again(Work work) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                work.run();
                return;
            } catch (SQLException e) {
                if (attempt == ATTEMPTS || !isContention(e)) {
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
