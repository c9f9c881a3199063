package io.creditledger.benchmarks.charging;

import io.creditledger.benchmarks.Fact;
import io.creditledger.benchmarks.Findings;
import io.creditledger.benchmarks.Machine;
import io.creditledger.benchmarks.PostgresServer;
import io.creditledger.benchmarks.Ratio;
import io.creditledger.benchmarks.Report;
import io.creditledger.benchmarks.Rounds;
import io.creditledger.benchmarks.Series;
import io.creditledger.benchmarks.Settings;
import io.creditledger.benchmarks.charging.LedgerTables.Size;
import io.creditledger.jdbc.JdbcCreditLedger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One run of the benchmark. Whoever takes part finds the tables as they were filled, in each round and for each load. */
final class ChargingRun {
    /** A hot account is one among many, else the server would plan for a table of one row. */
    private static final int ACCOUNTS_BESIDE_A_HOT_ONE = 10_000;

    private static final String UNIT = "charges/s";
    static final String USUAL = "usual ledger by hand";
    static final String SAME_PROTOCOL = "same protocol by hand";
    static final String DIRECT = "direct";
    static final String NOTHING_REMEMBERED = "direct, nothing remembered";
    static final String GROUPED = "grouped";
    static final String SUBMITTED = "grouped, 16 under way";
    static final String BULK = "bulk, grouped";
    static final String BULK_BY_ONE_THREAD = "bulk, one thread";

    private static final int UNDER_WAY = 16;

    private final Machine machine;
    private final List<Load> loads;
    private final int accounts;
    private final LedgerTables tables;
    private final Duration compiling;
    private final List<Contestant> contestants = new ArrayList<>();
    private final boolean byPgbench;

    ChargingRun(Machine machine, Settings settings, List<Load> loads) {
        this.machine = machine;
        this.loads = loads;
        int most = loads.stream().mapToInt(Load::accounts).max().orElseThrow();
        this.accounts = most == 1 ? ACCOUNTS_BESIDE_A_HOT_ONE : most;
        this.tables = LedgerTables.make(machine.database(), "charging");
        this.compiling = settings.seconds("compiling", "12");
        Contestant floor = Floor.of(tables, settings);
        this.byPgbench = floor instanceof PgbenchContestant;
        contestants.add(floor);
        contestants.add(new CalledContestant(USUAL, UsualLedger::new));
        if (machine.database() instanceof PostgresServer) {
            contestants.add(new CalledContestant(SAME_PROTOCOL, SameProtocol::new));
        }
        contestants.add(new CalledContestant(
                DIRECT, pool -> new LedgerCharge(JdbcCreditLedger.on(pool).build())));
        contestants.add(new CalledContestant(
                NOTHING_REMEMBERED,
                pool -> new LedgerCharge(
                        JdbcCreditLedger.on(pool).remembering(0).build())));
        contestants.add(new CalledContestant(
                GROUPED,
                pool -> new LedgerCharge(JdbcCreditLedger.on(pool).grouped().build())));
        contestants.add(new SubmittedContestant(
                SUBMITTED,
                UNDER_WAY,
                pool -> new LedgerSubmission(JdbcCreditLedger.on(pool).grouped().build())));
        contestants.add(new BulkContestant(
                BULK, pool -> JdbcCreditLedger.on(pool).grouped().build()));
        contestants.add(new BulkContestant(
                BULK_BY_ONE_THREAD, pool -> JdbcCreditLedger.on(pool).build()));
    }

    Report inRounds(int rounds) {
        warmUp();
        List<Series> series = new ArrayList<>();
        loads.forEach(load -> series.addAll(measure(load, rounds)));
        return new Report("Charging", conditions(), series, ratios(series), facts(series));
    }

    /** Where most is charged, as the virtual machine compiles what is done often. */
    private void warmUp() {
        Load most = loads.stream()
                .max(Comparator.comparing(Load::accounts).thenComparing(Load::callers))
                .orElseThrow();
        machine.progress().println("warming up");
        contestants.stream()
                .filter(contestant -> !(contestant instanceof PgbenchContestant))
                .forEach(contestant -> charge(contestant, most.onlyWarmingUp(compiling)));
    }

    private List<Series> measure(Load load, int rounds) {
        machine.progress().println(load.description());
        List<Rounds.Contestant> taking = contestants.stream()
                .filter(one -> !(one instanceof BulkContestant) || isOfMostCallers(load))
                .map(one -> new Rounds.Contestant(one.name(), () -> charge(one, load)))
                .toList();
        Rounds found = Rounds.of(rounds, taking, machine.progress());
        return found.contestants().stream()
                .map(name -> Measures.perSecond(found, load.description(), name, UNIT))
                .toList();
    }

    /** A bulk call is one call, whoever else there is; it is compared with what most callers reach. */
    private boolean isOfMostCallers(Load load) {
        return loads.stream().allMatch(other -> other.callers() <= load.callers());
    }

    private Findings charge(Contestant contestant, Load load) {
        tables.fill(Size.ofNew(accounts));
        Findings found = contestant.run(tables, load);
        long charged = tables.charges();
        if (charged != found.get(Measures.ALL_CALLS)) {
            throw new IllegalStateException("%s charged %.0f times, but %d charges are there"
                    .formatted(contestant.name(), found.get(Measures.ALL_CALLS), charged));
        }
        return found;
    }

    /** What is judged is judged on PostgreSQL. */
    private List<Ratio> ratios(List<Series> series) {
        boolean judged = machine.database() instanceof PostgresServer;
        return judged ? new ChargingBars(new Measured(series), loads, machine.place()).all() : List.of();
    }

    /** What remembering brings; and how far those come that need not wait for every answer, where most callers are. */
    private List<Fact> facts(List<Series> series) {
        Measured measured = new Measured(series);
        Stream<Optional<Fact>> notRemembered = loads.stream()
                .map(Load::description)
                .flatMap(group ->
                        Stream.of(DIRECT, USUAL).map(other -> measured.compared(group, NOTHING_REMEMBERED, other)));
        Stream<Optional<Fact>> submitted = loads.stream()
                .filter(load -> load.accounts() > 1 && isOfMostCallers(load))
                .map(load -> measured.compared(load.description(), SUBMITTED, Floor.NAME));
        return Stream.concat(notRemembered, submitted).flatMap(Optional::stream).toList();
    }

    private Map<String, String> conditions() {
        Map<String, String> conditions = new LinkedHashMap<>(machine.conditions());
        conditions.put("Client", Conditions.client());
        conditions.put("Floor", byPgbench ? Pgbench.onThisMachine().version() : Conditions.JDBC_FLOOR);
        conditions.put("Before all rounds", Conditions.compiling(compiling));
        conditions.put("Each round of a contestant", Conditions.of(loads.get(0)));
        return conditions;
    }
}
