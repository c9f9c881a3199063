package io.creditledger.benchmarks;

import io.creditledger.benchmarks.adoption.AdoptionBenchmark;
import io.creditledger.benchmarks.charging.BalanceBenchmark;
import io.creditledger.benchmarks.charging.ChargingBenchmark;
import io.creditledger.benchmarks.charging.GrowthBenchmark;
import io.creditledger.benchmarks.charging.MemoryBenchmark;
import io.creditledger.benchmarks.charging.SweepBenchmark;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs benchmarks: a name, and settings as {@code name=value}. Settings of every benchmark are {@code data} ({@code disk},
 * {@code ram} or both with a comma between them), {@code database} ({@code postgresql}, {@code mariadb} or {@code h2}),
 * {@code fsync} ({@code on} or {@code off}), {@code cores} (as {@code taskset} wants them) and {@code results} (a folder).
 */
public final class Benchmarks {
    private static final Set<String> SETTINGS = Set.of("data", "database", "fsync", "cores", "results");

    private static final Map<String, Benchmark> KNOWN = Map.of(
            "adoption", new AdoptionBenchmark(),
            "charging", new ChargingBenchmark(),
            "balance", new BalanceBenchmark(),
            "sweep", new SweepBenchmark(),
            "growth", new GrowthBenchmark(),
            "memory", new MemoryBenchmark());

    private static final Map<String, List<String>> SEVERAL =
            Map.of("speed", List.of("charging", "balance", "sweep", "growth", "memory"));

    private Benchmarks() {}

    /**
     * Runs them on their cores, if processes can be pinned here.
     *
     * @param arguments the name of a benchmark, or of several, and the settings
     * @throws IOException if the process on those cores cannot be started
     * @throws InterruptedException if the wait for it is interrupted
     */
    public static void main(String... arguments) throws IOException, InterruptedException {
        List<String> command = List.of(arguments);
        Settings settings = settings(command);
        if (Cores.arePinned() || !Cores.canBePinned()) {
            for (String name : names(command.get(0))) {
                run(name, settings, System.out);
            }
            return;
        }
        Cores cores = new Cores(settings.text("cores", "0,1"));
        Process pinned = new ProcessBuilder(cores.pinned(Benchmarks.class, command))
                .inheritIO()
                .start();
        System.exit(pinned.waitFor());
    }

    /** Where several are run, a setting is for those that know it. */
    private static Settings settings(List<String> command) {
        Set<String> known = new HashSet<>();
        names(command.isEmpty() ? "" : command.get(0)).forEach(name -> known.addAll(settingsOf(named(name))));
        Settings settings = Settings.parse(command.subList(1, command.size()));
        settings.requireAmong(known);
        return settings;
    }

    static Set<String> settingsOf(Benchmark benchmark) {
        Set<String> all = new HashSet<>(SETTINGS);
        all.addAll(benchmark.settings());
        return all;
    }

    static Set<Benchmark> all() {
        return Set.copyOf(KNOWN.values());
    }

    private static List<String> names(String name) {
        return SEVERAL.getOrDefault(name, List.of(name));
    }

    private static Benchmark named(String name) {
        Benchmark benchmark = KNOWN.get(name);
        if (benchmark == null) {
            throw new IllegalArgumentException("there is no benchmark '" + name + "'; there are " + KNOWN.keySet()
                    + ", and several together as " + SEVERAL.keySet());
        }
        return benchmark;
    }

    /** Runs it on each of its places. */
    static List<Report> run(String name, Settings settings, PrintStream out) {
        List<Report> reports = new ArrayList<>();
        for (DataPlace place : places(named(name), settings, out)) {
            reports.add(onServer(name, settings, place, out));
        }
        return reports.isEmpty() ? List.of(withoutServer(name, settings, out)) : reports;
    }

    private static List<DataPlace> places(Benchmark benchmark, Settings settings, PrintStream out) {
        if (benchmark.places().isEmpty()) {
            return List.of();
        }
        if (settings.values().containsKey("data")) {
            return Arrays.stream(settings.text("data", "").split(","))
                    .map(DataPlace::of)
                    .toList();
        }
        List<DataPlace> there =
                benchmark.places().stream().filter(DataPlace::isThere).toList();
        if (there.size() < benchmark.places().size()) {
            out.println("there is no RAM disk on this machine, so the data is on disk alone");
        }
        return there.isEmpty() ? List.of(DataPlace.DISK) : there;
    }

    private static Report onServer(String name, Settings settings, DataPlace place, PrintStream out) {
        ServerKind kind = ServerKind.of(settings.text("database", "postgresql"));
        double load = load();
        try (DatabaseServer server = kind.start(place.folder(), settings.text("fsync", "on"))) {
            Machine machine = new Machine(server, place, load, out);
            return told(name + kind.suffix() + "-" + place.word(), named(name).run(settings, machine), settings, out);
        }
    }

    private static Report withoutServer(String name, Settings settings, PrintStream out) {
        return told(name, named(name).run(settings, new Machine(null, DataPlace.DISK, load(), out)), settings, out);
    }

    private static Report told(String file, Report report, Settings settings, PrintStream out) {
        out.print("\n" + report.title() + "\n\n" + Tables.of(report));
        new ReportFiles(Path.of(settings.text("results", "results"))).write(file, report);
        return report;
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
