package io.creditledger.benchmarks.adoption;

import io.creditledger.benchmarks.Fact;
import io.creditledger.benchmarks.Findings;
import io.creditledger.benchmarks.Machine;
import io.creditledger.benchmarks.PostgresServer;
import io.creditledger.benchmarks.Ratio;
import io.creditledger.benchmarks.Report;
import io.creditledger.benchmarks.Rounds;
import io.creditledger.benchmarks.Rounds.Contestant;
import io.creditledger.benchmarks.Series;
import io.creditledger.jdbc.CreditSchema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;

/** One run of the benchmark. Whoever takes part works on a copy of the same database, in a process of its own. */
final class AdoptionRun {
    private static final String UNIT = "transactions/s";
    private static final String LEGACY = "legacy";
    private static final String COPY = "legacy_copy";
    private static final String ADOPTING = "adopting";
    private static final String PLANNING = "planning the adoption";
    private static final String UPGRADING = "upgrading in place";
    private static final int MORE_USERS = 10;
    private static final double AT_LEAST = 0.4;

    private final Machine machine;
    private final PostgresServer postgres;
    private final LegacySize size;
    private final AdoptionProcess process;
    private final FinishedRows rows;
    private final List<Fact> facts = new ArrayList<>();

    AdoptionRun(Machine machine, LegacySize size, AdoptionProcess process, FinishedRows rows) {
        this.machine = machine;
        this.postgres = machine.postgres();
        this.size = size;
        this.process = process;
        this.rows = rows;
    }

    Report inRounds(int rounds) {
        generate(size);
        Map<FinishedTable, Long> counts = adoptFirst();
        Rounds found = Rounds.of(rounds, contestants(counts), machine.progress());
        adoptMoreUsers();
        List<Series> series =
                found.contestants().stream().map(name -> perSecond(found, name)).toList();
        return new Report(title(), conditions(), series, List.of(ratio(found)), facts);
    }

    /** The floor is the faster of the ways to insert. */
    private Ratio ratio(Rounds found) {
        Series floor = Stream.of(Insertion.values())
                .map(insertion -> perSecond(found, name(insertion)))
                .max(Comparator.comparingDouble(Series::median))
                .orElseThrow();
        return Ratio.atLeast(perSecond(found, ADOPTING), floor, AT_LEAST);
    }

    private void generate(LegacySize newSize) {
        say(
                "generating %,d users, %,d transactions and %,d tasks",
                newSize.users(), newSize.transactions(), newSize.tasks());
        PGSimpleDataSource legacy = new PGSimpleDataSource();
        legacy.setUrl(postgres.recreate(LEGACY));
        newSize.generate(postgres, LEGACY);
        CreditSchema.of(legacy).migrate();
    }

    /** Adopts once to know the finished rows; what it spends its time with is told apart here, not where time counts. */
    private Map<FinishedTable, Long> adoptFirst() {
        say("adopting once, to have the finished rows");
        Findings adopted = run(AdoptionJob.ADOPT_WATCHED);
        String url = postgres.url(COPY);
        rows.copyFrom(url);
        Map<FinishedTable, Long> counts = FinishedRows.counts(url);
        counts.forEach((table, count) -> facts.add(new Fact("rows of " + table.table(), count, "rows")));
        for (TimeShares.Part part : TimeShares.Part.values()) {
            facts.add(new Fact("adopting: " + part.share(), 100 * adopted.get(part.share()), "% of the time"));
        }
        noteHeap(size, adopted);
        return counts;
    }

    private void adoptMoreUsers() {
        LegacySize larger = size.withUsers(MORE_USERS * size.users());
        generate(larger);
        say("adopting them");
        noteHeap(larger, run(AdoptionJob.ADOPT));
    }

    private void noteHeap(LegacySize of, Findings found) {
        String name = String.format(Locale.ROOT, "adopting %,d users: %s", of.users(), AdoptionJob.MOST_HEAP);
        facts.add(new Fact(name, found.get(AdoptionJob.MOST_HEAP), "MB of " + process.heap()));
    }

    private List<Contestant> contestants(Map<FinishedTable, Long> counts) {
        List<Contestant> contestants = new ArrayList<>();
        contestants.add(new Contestant(ADOPTING, () -> counted(run(AdoptionJob.ADOPT), counts)));
        for (Insertion insertion : Insertion.values()) {
            contestants.add(new Contestant(name(insertion), () -> counted(floor(insertion), counts)));
        }
        contestants.add(new Contestant(PLANNING, () -> run(AdoptionJob.PLAN)));
        contestants.add(new Contestant(UPGRADING, () -> run(AdoptionJob.UPGRADE)));
        return contestants;
    }

    private static String name(Insertion insertion) {
        return "inserting, " + insertion.description();
    }

    private Findings floor(Insertion insertion) {
        return run(AdoptionJob.FLOOR, insertion.name(), rows.folder().toString());
    }

    private Findings run(String job, String... arguments) {
        List<String> command = new ArrayList<>(List.of(job, postgres.recreate(COPY, LEGACY)));
        command.addAll(List.of(arguments));
        return process.run(command);
    }

    /** Whoever writes other rows than the rest has not taken part. */
    private Findings counted(Findings found, Map<FinishedTable, Long> expected) {
        Map<FinishedTable, Long> counts = FinishedRows.counts(postgres.url(COPY));
        if (!counts.equals(expected)) {
            throw new IllegalStateException("the tables must have the rows " + expected + ", but have " + counts);
        }
        return found;
    }

    private Series perSecond(Rounds found, String contestant) {
        return found.series(contestant, UNIT, result -> size.transactions() / result.get(Findings.SECONDS));
    }

    private String title() {
        return String.format(Locale.ROOT, "Adopting %,d transactions of %,d users", size.transactions(), size.users());
    }

    private Map<String, String> conditions() {
        Map<String, String> conditions = new LinkedHashMap<>(machine.conditions());
        conditions.put("Heap of each process", process.heap() + " MB");
        conditions.put("Database transactions", AdoptionJob.SETTINGS.batchSize() + " accounts in each");
        return conditions;
    }

    private void say(String format, Object... values) {
        machine.progress().printf(Locale.ROOT, format + "%n", values);
    }
}
