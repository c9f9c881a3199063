package io.creditledger.benchmarks.charging;

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
    /** So few that those with many grants are filled in reasonable time. */
    private static final int ACCOUNTS_WITH_GRANTS = 100;

    private static final int MANY_GRANTS = 1_000;
    private static final double AT_MOST = 1.3;
    private static final double AT_MOST_WITH_MORE = 2;

    /** What a ledger remembers of an account may hide how much the account has; so each size is measured without it too. */
    private static final List<Contestant> DIRECT = List.of(
            new CalledContestant(
                    "remembered",
                    pool -> new LedgerCharge(JdbcCreditLedger.on(pool).build())),
            new CalledContestant(
                    "nothing remembered",
                    pool -> new LedgerCharge(
                            JdbcCreditLedger.on(pool).remembering(0).build())));

    private final Machine machine;
    private final Load load;
    private final int rounds;
    private final List<Series> series = new ArrayList<>();
    private final List<Ratio> ratios = new ArrayList<>();

    /**
     * A ledger of some size.
     *
     * @param name says what it has
     * @param size how much it has
     * @param atMost what a charge may cost, in charges of the first one
     */
    private record Grown(String name, Size size, double atMost) {
        /** Its name among all that take their turns. */
        String chargedBy(Contestant direct) {
            return name + ", " + direct.name();
        }
    }

    GrowthRun(Machine machine, Load load, int rounds) {
        this.machine = machine;
        this.load = load;
        this.rounds = rounds;
    }

    Report with(List<Integer> entries, List<Integer> grants) {
        int accounts = load.accounts();
        List<Grown> histories = new ArrayList<>(List.of(new Grown("new accounts", Size.ofNew(accounts), 1)));
        for (int some : entries) {
            Size size = new Size(accounts, 1, Math.max(1, some / accounts));
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
            GrowingTables tables = filled(grown);
            for (Contestant direct : DIRECT) {
                tables.warmUp(direct, onThese.onlyWarmingUp());
                contestants.add(new Rounds.Contestant(grown.chargedBy(direct), () -> tables.charge(direct, onThese)));
            }
        }
        Rounds found = Rounds.of(rounds, contestants, machine.progress());
        for (Contestant direct : DIRECT) {
            List<Series> measured = sizes.stream()
                    .map(grown -> series(found, onThese, grown, direct))
                    .toList();
            series.addAll(measured);
            judge(sizes, measured, direct);
        }
    }

    private static Series series(Rounds found, Load load, Grown grown, Contestant direct) {
        String group = load.description() + ", " + direct.name();
        Series rates = Measures.perSecond(found, group, grown.chargedBy(direct), "charges/s");
        return new Series(group, grown.name(), rates.unit(), rates.values(), rates.beside());
    }

    private GrowingTables filled(Grown grown) {
        machine.progress().println("filling in " + grown.name());
        LedgerTables tables = LedgerTables.make(
                machine.postgres(),
                "growth_" + grown.size().grants() + "_" + grown.size().charges());
        IndexesLater indexes = IndexesLater.of(tables);
        tables.fill(grown.size());
        indexes.create();
        return new GrowingTables(
                tables, (long) grown.size().accounts() * grown.size().charges());
    }

    private void judge(List<Grown> sizes, List<Series> measured, Contestant direct) {
        Series first = measured.get(0);
        for (int i = 1; i < sizes.size(); i++) {
            Series larger = measured.get(i);
            ratios.add(new Ratio(
                    "cost of a charge, %s: %s / %s".formatted(direct.name(), larger.name(), first.name()),
                    first.median() / larger.median(),
                    Ratio.Bound.AT_MOST,
                    sizes.get(i).atMost()));
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
