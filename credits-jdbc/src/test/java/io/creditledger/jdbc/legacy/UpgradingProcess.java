package io.creditledger.jdbc.legacy;

import com.zaxxer.hikari.HikariDataSource;
import io.creditledger.jdbc.Tap;

/** A process of its own that upgrades a database and halts in the middle of it, without any farewell. */
final class UpgradingProcess {
    /** How such a process ends. */
    static final int HALTED = 99;

    private UpgradingProcess() {}

    /** Takes the URL of the database, and the number of the statement or commit before which it halts. */
    public static void main(String[] arguments) {
        int call = Integer.parseInt(arguments[1]);
        try (HikariDataSource database = new HikariDataSource()) {
            database.setJdbcUrl(arguments[0]);
            LegacyUpgrade.of(new Halt(call).on(database))
                    .with(UpgradeInterruptionTest.SETTINGS)
                    .apply();
        }
    }

    private static final class Halt implements Tap {
        private int left;

        Halt(int left) {
            this.left = left;
        }

        @Override
        public void before(Call call) {
            if (KillPoints.isPoint(call) && --left == 0) {
                Runtime.getRuntime().halt(HALTED);
            }
        }

        @Override
        public void after(Call call) {}
    }
}
