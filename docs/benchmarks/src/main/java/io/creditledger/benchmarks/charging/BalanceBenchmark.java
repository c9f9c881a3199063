package io.creditledger.benchmarks.charging;

import io.creditledger.benchmarks.Benchmark;
import io.creditledger.benchmarks.DataPlace;
import io.creditledger.benchmarks.Machine;
import io.creditledger.benchmarks.Ratio;
import io.creditledger.benchmarks.Report;
import io.creditledger.benchmarks.Rounds;
import io.creditledger.benchmarks.Series;
import io.creditledger.benchmarks.Settings;
import io.creditledger.benchmarks.charging.LedgerTables.Size;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads balances, on PostgreSQL alone. Settings: {@code accounts} and {@code callers}, lists of numbers of which every
 * combination is run; {@code rounds}; {@code seconds} and {@code warmup}; and {@code floor}, as {@link ChargingBenchmark} has
 * them.
 */
public final class BalanceBenchmark implements Benchmark {
    private static final String UNIT = "balances/s";
    private static final String LEDGER = "balance of the ledger";
    private static final String BY_JDBC = "same query through JDBC";
    private static final String BY_PGBENCH = "same query by pgbench";
    private static final double AT_LEAST = 0.8;

    @Override
    public Set<String> settings() {
        return Set.of("accounts", "callers", "rounds", "seconds", "warmup", "floor");
    }

    @Override
    public List<DataPlace> places() {
        return List.of(DataPlace.RAM);
    }

    @Override
    public Report run(Settings settings, Machine machine) {
        Load load = new Load(
                settings.numbers("accounts", "10000").get(0),
                settings.numbers("callers", "8").get(0),
                settings.seconds("warmup", "0.5"),
                settings.seconds("seconds", "2"));
        LedgerTables tables = LedgerTables.make(machine.postgres(), "balances");
        tables.fill(Size.ofNew(load.accounts()));
        boolean byPgbench = Pgbench.isAskedFor(settings);
        List<Contestant> contestants = contestants(BalanceQuery.ofLedger(tables), byPgbench);
        contestants.forEach(one -> one.run(tables, load.onlyWarmingUp()));
        Rounds found = Rounds.of(
                settings.number("rounds", 3),
                contestants.stream()
                        .map(one -> new Rounds.Contestant(one.name(), () -> one.run(tables, load)))
                        .toList(),
                machine.progress());
        return report(found, machine, load, byPgbench ? BY_PGBENCH : BY_JDBC);
    }

    private static List<Contestant> contestants(BalanceQuery query, boolean byPgbench) {
        List<Contestant> contestants = new ArrayList<>();
        contestants.add(new CalledContestant(LEDGER, LedgerBalance::on));
        contestants.add(new CalledContestant(BY_JDBC, query::through));
        if (byPgbench) {
            contestants.add(new PgbenchContestant(BY_PGBENCH, Pgbench.onThisMachine(), query.withAccount(":account")));
        }
        return contestants;
    }

    private static Report report(Rounds found, Machine machine, Load load, String floor) {
        List<Series> series = found.contestants().stream()
                .map(name -> Measures.perSecond(found, load.description(), name, UNIT))
                .toList();
        List<Ratio> ratios = new Measured(series)
                .atLeast(load.description(), LEDGER, floor, AT_LEAST).stream().toList();
        Map<String, String> conditions = new LinkedHashMap<>(machine.conditions());
        conditions.put("Client", Conditions.client());
        conditions.put(
                "pgbench", floor.equals(BY_PGBENCH) ? Pgbench.onThisMachine().version() : "none");
        conditions.put("Each round of a contestant", Conditions.of(load));
        return new Report("Reading balances", conditions, series, ratios, List.of());
    }
}
