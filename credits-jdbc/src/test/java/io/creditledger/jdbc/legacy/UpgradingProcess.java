package io.creditledger.jdbc.legacy;

import io.creditledger.jdbc.Tap;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A process of its own that upgrades a database and halts in the middle of it, without any farewell. */
final class UpgradingProcess {
    /** How such a process ends. */
    static final int HALTED = 99;

    private UpgradingProcess() {}

    /** Takes the URL of the database and the number of statements that are executed before the halt. */
    public static void main(String[] arguments) {
        int last = Integer.parseInt(arguments[1]);
        LegacyUpgrade.of(new Halt(last).on(new Driver(arguments[0])))
                .with(UpgradeInterruptionTest.SETTINGS)
                .apply();
    }

    /** Halts the process after so many statements. */
    private static final class Halt implements Tap {
        private int left;

        Halt(int left) {
            this.left = left;
        }

        @Override
        public void before(Call call) {}

        @Override
        public void after(Call call) {
            if (call.executes() && left-- == 0) {
                Runtime.getRuntime().halt(HALTED);
            }
        }
    }

    /** The connections of a URL. */
    record Driver(String url) implements DataSource {
        @Override
        public Connection getConnection() throws SQLException {
            return DriverManager.getConnection(url);
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return DriverManager.getConnection(url, user, password);
        }

        @Override
        public PrintWriter getLogWriter() {
            return new PrintWriter(System.err, true);
        }

        @Override
        public void setLogWriter(PrintWriter out) {}

        @Override
        public void setLoginTimeout(int seconds) {}

        @Override
        public int getLoginTimeout() {
            return 0;
        }

        @Override
        public Logger getParentLogger() throws SQLFeatureNotSupportedException {
            throw new SQLFeatureNotSupportedException();
        }

        @Override
        public <T> T unwrap(Class<T> type) throws SQLException {
            throw new SQLException("wraps nothing");
        }

        @Override
        public boolean isWrapperFor(Class<?> type) {
            return false;
        }
    }
}
