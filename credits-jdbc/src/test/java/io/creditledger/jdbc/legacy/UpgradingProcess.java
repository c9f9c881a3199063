package io.creditledger.jdbc.legacy;

import com.zaxxer.hikari.HikariDataSource;
import io.creditledger.jdbc.Tap;

/** A process of its own that upgrades a database and halts in the middle of it, without any farewell. */
final class UpgradingProcess {
    /** How such a process ends. */
    static final int HALTED = 99;

    private UpgradingProcess() {}

    /** Takes the URL of the database and the number of statements that are executed before the halt. */
    public static void main(String[] arguments) {
        int last = Integer.parseInt(arguments[1]);
        try (HikariDataSource database = new HikariDataSource()) {
            database.setJdbcUrl(arguments[0]);
            LegacyUpgrade.of(new Halt(last).on(database))
                    .with(UpgradeInterruptionTest.SETTINGS)
                    .apply();
        }
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
}
