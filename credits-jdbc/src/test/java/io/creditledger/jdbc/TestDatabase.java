package io.creditledger.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * The databases that the tests run on. Each server is started once, when a test first asks for it, and stops with the
 * process. One that does not start fails the tests that need it.
 */
enum TestDatabase {
    H2 {
        @Override
        String newDatabaseUrl(String database) {
            return "jdbc:h2:mem:" + database + ";DB_CLOSE_DELAY=-1";
        }

        @Override
        String countOfLockWaits() {
            return "select count(*) from information_schema.sessions where session_id <> session_id()"
                    + " and session_state in ('RUNNING', 'BLOCKED')";
        }
    },
    POSTGRESQL {
        @Override
        String newDatabaseUrl(String database) throws SQLException {
            return PostgresServer.newDatabaseUrl(database);
        }

        @Override
        String countOfLockWaits() {
            return "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                    + " and datname = current_database()";
        }
    },
    MARIADB {
        @Override
        String newDatabaseUrl(String database) throws SQLException {
            return MariaDbServer.newDatabaseUrl(database);
        }

        @Override
        String countOfLockWaits() {
            return "select variable_value from information_schema.global_status"
                    + " where variable_name = 'Innodb_row_lock_current_waits'";
        }
    },
    MYSQL {
        @Override
        String newDatabaseUrl(String database) throws SQLException {
            return ServerUrl.fromEnvironment(MYSQL_URL)
                    .orElseThrow(() -> new IllegalStateException("set " + MYSQL_URL + " to test on MySQL"))
                    .withNewDatabase(database);
        }

        @Override
        String countOfLockWaits() {
            return "select variable_value from performance_schema.global_status"
                    + " where variable_name = 'Innodb_row_lock_current_waits'";
        }
    };

    private static final String MYSQL_URL = "CREDITS_TEST_MYSQL_URL";
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final int POOL_SIZE = 20;

    /** Returns all that a test can run on. MySQL is among them only where the environment names a server. */
    static Set<TestDatabase> present() {
        return System.getenv(MYSQL_URL) == null
                ? EnumSet.complementOf(EnumSet.of(MYSQL))
                : EnumSet.allOf(TestDatabase.class);
    }

    /** Makes a database without any tables, and a pool on it. */
    HikariDataSource newDatabase() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(newUrl());
        config.setMaximumPoolSize(POOL_SIZE);
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }

    /** Makes a database without any tables, and returns its URL, login included. */
    String newUrl() {
        try {
            return newDatabaseUrl("ledger_" + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet());
        } catch (SQLException e) {
            throw new IllegalStateException("no new database on " + this, e);
        }
    }

    abstract String newDatabaseUrl(String database) throws SQLException;

    /** The database's own view of the sessions that wait for a lock. */
    abstract String countOfLockWaits();

    static void execute(DataSource database, String... statements) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
