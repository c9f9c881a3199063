package io.creditledger.jdbc.legacy;

import io.creditledger.jdbc.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Lets one node at a time upgrade a database or roll it back; the others wait. The server releases the lock when the
 * connection ends, and otherwise it is released before a pool gets the connection back.
 *
 * <p>H2 has no such lock, and mostly runs in the one process that uses it. For others the script itself locks its row
 * before it moves data, and all else may be done twice.
 */
enum UpgradeLock {
    /** Of PostgreSQL, for each database. */
    ADVISORY("select pg_advisory_lock(20250930)", "select pg_advisory_unlock(20250930)"),
    /** Of MariaDB and MySQL, for the whole server, so that the name bears the database's. */
    NAMED(
            "select get_lock(concat('credit_upgrade_run_', md5(database())), 31536000)",
            "do release_lock(concat('credit_upgrade_run_', md5(database())))"),
    /** Of the process, for H2. */
    MONITOR("select 1", "select 1") {
        @Override
        synchronized <T> T holding(Connection connection, Work<T> work) throws SQLException {
            return super.holding(connection, work);
        }
    };

    private final String taking;
    private final String releasing;

    UpgradeLock(String taking, String releasing) {
        this.taking = taking;
        this.releasing = releasing;
    }

    static UpgradeLock of(Database database) {
        return switch (database) {
            case POSTGRESQL -> ADVISORY;
            case MARIADB, MYSQL -> NAMED;
            case H2 -> MONITOR;
        };
    }

    interface Work<T> {
        T run() throws SQLException;
    }

    /** Works under the lock. It goes with a broken connection, so that a failure to release it must not hide the cause. */
    <T> T holding(Connection connection, Work<T> work) throws SQLException {
        execute(connection, taking);
        T result;
        try {
            result = work.run();
        } catch (SQLException | RuntimeException e) {
            releaseAfter(e, connection);
            throw e;
        }
        execute(connection, releasing);
        return result;
    }

    private void releaseAfter(Exception failure, Connection connection) {
        try {
            execute(connection, releasing);
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
