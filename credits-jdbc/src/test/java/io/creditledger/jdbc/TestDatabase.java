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
public enum TestDatabase {
    H2 {
        @Override
        String newDatabaseUrl(String database) {
            return "jdbc:h2:mem:" + database + ";DB_CLOSE_DELAY=-1";
        }

        @Override
        public String countOfLockWaits() {
            return "select count(*) from information_schema.sessions where session_id <> session_id()"
                    + " and session_state in ('RUNNING', 'BLOCKED')";
        }

        @Override
        public String sessionsAtWork() {
            return "select session_id from information_schema.sessions where session_id <> session_id()"
                    + " and session_state in ('RUNNING', 'BLOCKED')";
        }

        @Override
        public String killing(long session) {
            return "call abort_session(" + session + ")";
        }
    },
    POSTGRESQL {
        @Override
        String newDatabaseUrl(String database) throws SQLException {
            return PostgresServer.newDatabaseUrl(database);
        }

        @Override
        public String countOfLockWaits() {
            return "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                    + " and datname = current_database()";
        }

        @Override
        public String sessionsAtWork() {
            return "select pid from pg_stat_activity where state = 'active' and pid <> pg_backend_pid()"
                    + " and datname = current_database()";
        }

        @Override
        public String killing(long session) {
            return "select pg_terminate_backend(" + session + ")";
        }
    },
    MARIADB {
        @Override
        String newDatabaseUrl(String database) throws SQLException {
            return MariaDbServer.newDatabaseUrl(database);
        }

        @Override
        public String countOfLockWaits() {
            return "select variable_value from information_schema.global_status"
                    + " where variable_name = 'Innodb_row_lock_current_waits'";
        }

        @Override
        public String sessionsAtWork() {
            return MYSQL_SESSIONS_AT_WORK;
        }

        @Override
        public String killing(long session) {
            return "kill " + session;
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
        public String countOfLockWaits() {
            return "select variable_value from performance_schema.global_status"
                    + " where variable_name = 'Innodb_row_lock_current_waits'";
        }

        @Override
        public String sessionsAtWork() {
            return MYSQL_SESSIONS_AT_WORK;
        }

        @Override
        public String killing(long session) {
            return "kill " + session;
        }
    };

    private static final String MYSQL_URL = "CREDITS_TEST_MYSQL_URL";
    private static final String MYSQL_SESSIONS_AT_WORK = "select id from information_schema.processlist"
            + " where id <> connection_id() and db = database() and command <> 'Sleep'";
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final int POOL_SIZE = 20;

    /** Returns all that a test can run on. MySQL is among them only where the environment names a server. */
    public static Set<TestDatabase> present() {
        return System.getenv(MYSQL_URL) == null
                ? EnumSet.complementOf(EnumSet.of(MYSQL))
                : EnumSet.allOf(TestDatabase.class);
    }

    /** Makes a database without any tables, and a pool on it. */
    public HikariDataSource newDatabase() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(newUrl());
        config.setMaximumPoolSize(POOL_SIZE);
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }

    /** Makes a database without any tables, and returns its URL, login included. */
    public String newUrl() {
        try {
            return newDatabaseUrl("ledger_" + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet());
        } catch (SQLException e) {
            throw new IllegalStateException("no new database on " + this, e);
        }
    }

    abstract String newDatabaseUrl(String database) throws SQLException;

    /** The database's own view of the sessions that wait for a lock. */
    public abstract String countOfLockWaits();

    /** The database's own view of the other sessions of this database that execute something. */
    public abstract String sessionsAtWork();

    /** Ends a session as an administrator would. */
    public abstract String killing(long session);

    public static void execute(DataSource database, String... statements) {
        try (Connection connection = database.getConnection()) {
            execute(connection, statements);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
