package io.creditledger.benchmarks.charging;

import com.zaxxer.hikari.HikariDataSource;
import io.creditledger.benchmarks.Findings;
import io.creditledger.benchmarks.Machine;
import io.creditledger.benchmarks.Ratio;
import io.creditledger.benchmarks.Report;
import io.creditledger.benchmarks.Rounds;
import io.creditledger.benchmarks.Series;
import io.creditledger.benchmarks.charging.LedgerTables.Size;
import io.creditledger.jdbc.JdbcCreditLedger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** One run of the benchmark. Each sweep is of a copy of the same database. */
final class SweepRun {
    private static final String FULL = "sweep";
    private static final String COPY = "sweep_copy";
    private static final String LEDGER = "sweep of the ledger";
    private static final String SCRIPT = "one set-based script";
    private static final double AT_LEAST = 0.5;

    /** Writes what a sweep writes, in one transaction. */
    private static final String SET_BASED = """
            with due as (
                select account_id, grant_id, remaining, expires_at, row_number() over in_order - 1 as line,
                    sum(remaining) over in_order as taken
                from credit_grant
                where open and expires_at <= now()
                window in_order as (partition by account_id order by expires_at, grant_no)
            ),
            closed as (
                update credit_grant set remaining = 0, open = false
                from due
                where credit_grant.account_id = due.account_id and credit_grant.grant_id = due.grant_id
            ),
            account as (
                update credit_account
                set balance = balance - due.taken, last_seq = last_seq + 1, last_at = now()
                from (select account_id, sum(remaining) as taken from due group by account_id) due
                where credit_account.account_id = due.account_id
                returning credit_account.account_id, last_seq, balance + due.taken as balance_before
            )
            insert into credit_entry
                (account_id, seq, line, type, grant_id, amount, balance_after, effective_at, recorded_at)
            select due.account_id, last_seq, line, 'EXPIRE', grant_id, -remaining, balance_before - taken, expires_at,
                now()
            from due
            join account on account.account_id = due.account_id
            """;

    private final Machine machine;
    private final LedgerTables full;
    private final LedgerTables copy;
    private final Size size;

    SweepRun(Machine machine, int accounts, int grants) {
        this.machine = machine;
        this.full = LedgerTables.make(machine.postgres(), FULL);
        this.copy = new LedgerTables(machine.postgres(), COPY);
        this.size = new Size(accounts, grants, 0);
    }

    Report inRounds(int rounds) {
        full.fill(size.due());
        sweep(SweepRun::expire);
        List<Rounds.Contestant> contestants = new ArrayList<>();
        contestants.add(contestant(LEDGER, SweepRun::expire));
        contestants.add(contestant(SCRIPT, copied -> machine.postgres().execute(COPY, SET_BASED)));
        Rounds found = Rounds.of(rounds, contestants, machine.progress());
        Series ledger = perSecond(found, LEDGER);
        Series script = perSecond(found, SCRIPT);
        return new Report(
                title(),
                conditions(),
                List.of(ledger, script),
                List.of(Ratio.atLeast(ledger, script, AT_LEAST)),
                List.of());
    }

    private Rounds.Contestant contestant(String name, Consumer<LedgerTables> sweeping) {
        return new Rounds.Contestant(name, () -> sweep(sweeping));
    }

    private static void expire(LedgerTables tables) {
        try (HikariDataSource pool = Databases.pool(tables.url(), 1);
                JdbcCreditLedger ledger = JdbcCreditLedger.on(pool).build()) {
            ledger.expire();
        }
    }

    /** Whoever does not expire everything has not taken part. */
    private Findings sweep(Consumer<LedgerTables> sweeping) {
        machine.postgres().recreate(COPY, FULL);
        long begun = System.nanoTime();
        sweeping.accept(copy);
        double seconds = (System.nanoTime() - begun) / 1e9;
        copy.requireWhole();
        long expired = copy.number("select count(*) from credit_entry where type = 'EXPIRE'");
        long closed = copy.number("select count(*) from credit_grant where not open");
        if (expired != grants() || closed != grants()) {
            throw new IllegalStateException("%d grants were to expire, but %d entries say so, and %d grants are closed"
                    .formatted(grants(), expired, closed));
        }
        return new Findings(Map.of(Findings.SECONDS, seconds));
    }

    private Series perSecond(Rounds found, String contestant) {
        return found.series(contestant, "grants/s", result -> grants() / result.get(Findings.SECONDS));
    }

    private long grants() {
        return (long) size.accounts() * size.grants();
    }

    private String title() {
        return String.format(
                Locale.ROOT, "Sweeping %,d due grants of each of %,d accounts", size.grants(), size.accounts());
    }

    private Map<String, String> conditions() {
        Map<String, String> conditions = new LinkedHashMap<>(machine.conditions());
        conditions.put("Client", "one thread on one connection");
        return conditions;
    }
}
