package io.creditledger.benchmarks.charging;

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

/** One run of the benchmark. Each size has a database of its own, which is filled once, and grows by what is measured. */
final class GrowthRun {
    static final int ACCOUNTS = 10_000;

    /** So few that those with many grants are filled in reasonable time. */
    private static final int ACCOUNTS_WITH_GRANTS = 100;

    private static final int MANY_GRANTS = 1_000;
    private static final double AT_MOST = 1.3;
    private static final double AT_MOST_WITH_MORE = 2;

    private final Machine machine;
    private final Load load;
    private final int rounds;
    private final Contestant direct = new CalledContestant(
            "direct", pool -> new LedgerCharge(JdbcCreditLedger.on(pool).build()));
    private final List<Series> series = new ArrayList<>();
    private final List<Ratio> ratios = new ArrayList<>();

    /**
     * A ledger of some size.
     *
     * @param name says what it has
     * @param size how much it has
     * @param atMost what a charge may cost, in charges of the first one
     */
    private record Grown(String name, Size size, double atMost) {}

    GrowthRun(Machine machine, Load load, int rounds) {
        this.machine = machine;
        this.load = load;
        this.rounds = rounds;
    }

    Report with(List<Integer> entries, List<Integer> grants) {
        List<Grown> histories = new ArrayList<>(List.of(new Grown("new accounts", Size.ofNew(ACCOUNTS), 1)));
        for (int some : entries) {
            Size size = new Size(ACCOUNTS, 1, Math.max(1, some / ACCOUNTS));
            histories.add(new Grown(named("%,d entries", some), size, AT_MOST));
        }
        measure(histories, load);
        List<Grown> rich = new ArrayList<>(List.of(new Grown("1 open grant", Size.ofNew(ACCOUNTS_WITH_GRANTS), 1)));
        for (int some : grants) {
            Size size = new Size(ACCOUNTS_WITH_GRANTS, some, 0);
            rich.add(
                    new Grown(named("%,d open grants", some), size, some <= MANY_GRANTS ? AT_MOST : AT_MOST_WITH_MORE));
        }
        measure(rich, new Load(ACCOUNTS_WITH_GRANTS, load.callers(), load.warmup(), load.measured()));
        return new Report("Charging while data grows", conditions(), series, ratios, List.of());
    }

    private void measure(List<Grown> sizes, Load onThese) {
        List<Rounds.Contestant> contestants = new ArrayList<>();
        for (Grown grown : sizes) {
            LedgerTables tables = filled(grown);
            direct.run(tables, onThese.onlyWarmingUp());
            contestants.add(new Rounds.Contestant(grown.name(), () -> charge(tables, onThese)));
        }
        Rounds found = Rounds.of(rounds, contestants, machine.progress());
        String group = onThese.description();
        found.contestants().forEach(name -> series.add(Measures.perSecond(found, group, name, "charges/s")));
        judge(group, sizes);
    }

    private LedgerTables filled(Grown grown) {
        machine.progress().println("filling in " + grown.name());
        LedgerTables tables = LedgerTables.make(
                machine.postgres(),
                "growth_" + grown.size().grants() + "_" + grown.size().charges());
        IndexesLater indexes = IndexesLater.of(tables);
        tables.fill(grown.size());
        indexes.create();
        return tables;
    }

    private Findings charge(LedgerTables tables, Load onThese) {
        long before = tables.charges();
        Findings found = direct.run(tables, onThese);
        long charged = tables.charges() - before;
        if (charged != found.get(Measures.ALL_CALLS)) {
            throw new IllegalStateException(
                    "%.0f charges were made, but %d are there".formatted(found.get(Measures.ALL_CALLS), charged));
        }
        return found;
    }

    private void judge(String group, List<Grown> sizes) {
        Measured measured = new Measured(series);
        Series first = measured.find(group, sizes.get(0).name()).orElseThrow();
        for (Grown grown : sizes.subList(1, sizes.size())) {
            Series larger = measured.find(group, grown.name()).orElseThrow();
            ratios.add(new Ratio(
                    "cost of a charge: " + larger.name() + " / " + first.name(),
                    first.median() / larger.median(),
                    Ratio.Bound.AT_MOST,
                    grown.atMost()));
        }
    }

    private Map<String, String> conditions() {
        Map<String, String> conditions = new LinkedHashMap<>(machine.conditions());
        conditions.put("Client", Conditions.client());
        conditions.put("Each round of a size", Conditions.of(load));
        return conditions;
    }

    private static String named(String format, int number) {
        return String.format(Locale.ROOT, format, number);
    }
}
