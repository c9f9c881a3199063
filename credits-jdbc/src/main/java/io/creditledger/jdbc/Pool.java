package io.creditledger.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.creditledger.LedgerUnavailableException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Where connections come from, and what is to be closed with the ledger.
 *
 * @param dataSource hands out the connections
 * @param onClose closes what the ledger opened; does nothing for a data source of the host
 */
record Pool(DataSource dataSource, Runnable onClose) {
    private static final String H2 = "jdbc:h2:";
    private static final int SMALLEST = 4;
    private static final int LARGEST = 16;
    private static final int CONNECTIONS_PER_CORE = 2;

    /**
     * Opens a pool of the ledger's own. A database does its work on few connections; more of them than twice the cores
     * only wait for each other.
     */
    static Pool open(String url, @Nullable String user, @Nullable String password) {
        requireDriver(url);
        HikariConfig config = new HikariConfig();
        config.setPoolName("credit-ledger");
        config.setJdbcUrl(durable(url));
        config.setUsername(user);
        config.setPassword(password);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setMaximumPoolSize(size(Runtime.getRuntime().availableProcessors()));
        if (url.startsWith(H2)) {
            config.setExceptionOverride(new H2Evictions());
        }
        HikariDataSource pool = connect(config);
        return new Pool(pool, pool::close);
    }

    private static void requireDriver(String url) {
        try {
            DriverManager.getDriver(url);
        } catch (SQLException e) {
            throw new IllegalArgumentException(
                    "no JDBC driver on the class path takes the URL " + withoutLogin(url)
                            + "; add the database's driver",
                    e);
        }
    }

    /** A URL may hold a password among its parameters. */
    private static String withoutLogin(String url) {
        return url.replaceAll("[?;].*", "");
    }

    private static HikariDataSource connect(HikariConfig config) {
        try {
            return new HikariDataSource(config);
        } catch (PoolInitializationException e) {
            throw new LedgerUnavailableException(1, true, e.getCause() == null ? e : e.getCause());
        }
    }

    void close() {
        onClose.run();
    }

    static int size(int cores) {
        return Math.max(SMALLEST, Math.min(LARGEST, CONNECTIONS_PER_CORE * cores));
    }

    /** By default H2 writes commits to disk half a second late, and loses them when the process is killed. */
    static String durable(String url) {
        boolean decided = url.toUpperCase(Locale.ROOT).contains(";WRITE_DELAY=");
        return url.startsWith(H2) && !decided ? url + ";WRITE_DELAY=0" : url;
    }

    /** Without it the pool would hand out connections to an H2 database that has been closed since. */
    private static final class H2Evictions implements SQLExceptionOverride {
        @java.lang.Override
        public Override adjudicate(SQLException failure) {
            return Dialect.H2.closesConnection(failure) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
        }
    }
}
