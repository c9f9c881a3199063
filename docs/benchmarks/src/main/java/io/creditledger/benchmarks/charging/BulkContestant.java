package io.creditledger.benchmarks.charging;

import com.zaxxer.hikari.HikariDataSource;
import io.creditledger.AccountId;
import io.creditledger.BulkOutcome;
import io.creditledger.ChargeCredits;
import io.creditledger.Credits;
import io.creditledger.IdempotencyKey;
import io.creditledger.benchmarks.Findings;
import io.creditledger.jdbc.JdbcCreditLedger;
import java.util.Iterator;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * One bulk call, whose items come as long as time is not up: those of all accounts once, and then of accounts at random.
 * However many callers others have, it has one.
 *
 * @param name its name
 * @param opening makes the ledger
 */
record BulkContestant(String name, Function<DataSource, JdbcCreditLedger> opening) implements Contestant {
    private static final int CONNECTIONS = 3;
    private static final Credits ONE = Credits.of(1);

    @Override
    public Findings run(LedgerTables tables, Load load) {
        try (HikariDataSource pool = Databases.pool(tables.url(), CONNECTIONS);
                JdbcCreditLedger ledger = opening.apply(pool)) {
            Stopwatch time = new Stopwatch(load);
            ledger.chargeAll(() -> new Items(load, time), time::count);
            return time.found();
        }
    }

    /** Counts what is done while it is measured. The time for warming up begins when all accounts are charged. */
    private static final class Stopwatch {
        private final Load load;
        private long begins;
        private long calls;
        private long allCalls;

        Stopwatch(Load load) {
            this.load = load;
        }

        private boolean isThroughAll() {
            return allCalls >= load.accounts();
        }

        boolean isOver() {
            return isThroughAll()
                    && System.nanoTime() - begins >= load.measured().toNanos();
        }

        void count(BulkOutcome<ChargeCredits, ?> outcome) {
            if (!(outcome instanceof BulkOutcome.Done)) {
                throw new IllegalStateException("an item was refused: " + outcome);
            }
            if (isThroughAll() && System.nanoTime() - begins >= 0 && !isOver()) {
                calls++;
            }
            allCalls++;
            if (allCalls == load.accounts()) {
                begins = System.nanoTime() + load.warmup().toNanos();
            }
        }

        Findings found() {
            return new Findings(Map.of(
                    Findings.SECONDS,
                    load.measured().toNanos() / 1e9,
                    Measures.CALLS,
                    (double) calls,
                    Measures.ALL_CALLS,
                    (double) allCalls));
        }
    }

    private static final class Items implements Iterator<ChargeCredits> {
        private final Load load;
        private final Stopwatch time;
        private final SplittableRandom random = new SplittableRandom(1);
        private final Keys keys = new Keys();
        private int first;

        Items(Load load, Stopwatch time) {
            this.load = load;
            this.time = time;
        }

        @Override
        public boolean hasNext() {
            return !time.isOver();
        }

        @Override
        public ChargeCredits next() {
            int account = first < load.accounts() ? ++first : 1 + random.nextInt(load.accounts());
            return ChargeCredits.of(
                    AccountId.of(LedgerTables.ACCOUNT + account),
                    ONE,
                    IdempotencyKey.of(LedgerTables.KEY + keys.next()));
        }
    }
}
