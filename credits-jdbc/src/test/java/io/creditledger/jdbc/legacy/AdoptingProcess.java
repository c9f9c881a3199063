package io.creditledger.jdbc.legacy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.creditledger.jdbc.JdbcCreditLedger;
import io.creditledger.jdbc.Tap;
import io.creditledger.testkit.SettableClock;
import javax.sql.DataSource;

/** A process of its own that adopts users, and halts in the middle of it. */
final class AdoptingProcess {
    static final int HALTED = 99;

    private AdoptingProcess() {}

    /** Takes the URL of the database, and the number of the statement or commit before which it halts. */
    public static void main(String[] arguments) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(arguments[0]);
        config.setMaximumPoolSize(4);
        config.setMinimumIdle(0);
        adoption(new Halt(Integer.parseInt(arguments[1])).on(new HikariDataSource(config)))
                .adopt();
    }

    static LegacyAdoption adoption(DataSource database) {
        JdbcCreditLedger ledger = JdbcCreditLedger.on(database)
                .clock(SettableClock.at(AdoptionDatabase.NOW.toString()))
                .build();
        return LegacyAdoption.into(ledger, AdoptionSettings.adjusting().withBatchSize(3));
    }

    private static final class Halt implements Tap {
        private int remaining;

        private Halt(int remaining) {
            this.remaining = remaining;
        }

        @Override
        public void before(Call call) {
            if (KillPoints.isPoint(call) && --remaining == 0) {
                Runtime.getRuntime().halt(HALTED);
            }
        }

        @Override
        public void after(Call call) {}
    }
}
