package io.creditledger.benchmarks.charging;

import io.creditledger.benchmarks.Benchmark;
import io.creditledger.benchmarks.DataPlace;
import io.creditledger.benchmarks.JavaProcess;
import io.creditledger.benchmarks.Machine;
import io.creditledger.benchmarks.Ratio;
import io.creditledger.benchmarks.Report;
import io.creditledger.benchmarks.Rounds;
import io.creditledger.benchmarks.Series;
import io.creditledger.benchmarks.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Charges by the testkit's ledger in memory, on one thread. Settings: {@code charges}, how many in each round; {@code rounds};
 * and {@code heap}, in MB, of each process.
 */
public final class MemoryBenchmark implements Benchmark {
    private static final List<Integer> ACCOUNTS = List.of(1, 10_000);
    private static final double AT_LEAST = 500_000;

    @Override
    public Set<String> settings() {
        return Set.of("charges", "rounds", "heap");
    }

    @Override
    public List<DataPlace> places() {
        return List.of();
    }

    @Override
    public Report run(Settings settings, Machine machine) {
        int charges = settings.number("charges", 1_000_000);
        int heap = settings.number("heap", 2_048);
        JavaProcess process = new JavaProcess(MemoryJob.class, List.of("-Xms" + heap + "m", "-Xmx" + heap + "m"));
        Rounds found = Rounds.of(
                settings.number("rounds", 3),
                ACCOUNTS.stream()
                        .map(accounts -> new Rounds.Contestant(
                                name(accounts),
                                () -> process.run(List.of(String.valueOf(accounts), String.valueOf(charges)))))
                        .toList(),
                machine.progress());
        return report(found, conditions(machine, charges, heap));
    }

    private static Report report(Rounds found, Map<String, String> conditions) {
        List<Series> series = found.contestants().stream()
                .map(name -> Measures.perSecond(found, "", name, "charges/s"))
                .toList();
        List<Ratio> ratios = series.stream()
                .map(one -> new Ratio("charges/s with " + one.name(), one.median(), Ratio.Bound.AT_LEAST, AT_LEAST))
                .toList();
        return new Report("Charging in memory, on one thread", conditions, series, ratios, List.of());
    }

    private static Map<String, String> conditions(Machine machine, int charges, int heap) {
        Map<String, String> conditions = new LinkedHashMap<>(machine.conditions());
        conditions.put("Heap of each process", heap + " MB, which neither grows nor shrinks");
        conditions.put("Each round", String.format(Locale.ROOT, "%,d charges, after as many for warming up", charges));
        return conditions;
    }

    private static String name(int accounts) {
        return accounts == 1
                ? "one account with one large grant"
                : String.format(Locale.ROOT, "%,d accounts with one large grant each", accounts);
    }
}
