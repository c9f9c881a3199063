package io.creditledger.benchmarks;

import io.creditledger.benchmarks.adoption.AdoptionBenchmark;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs a benchmark: its name, and its settings as {@code name=value}. Settings of every benchmark are {@code data}
 * ({@code disk} or {@code ram}), {@code fsync} ({@code on} or {@code off}), {@code cores} (as {@code taskset} wants them)
 * and {@code results} (a folder).
 */
public final class Benchmarks {
    private static final Map<String, Benchmark> KNOWN = Map.of("adoption", new AdoptionBenchmark());
    private static final Set<String> SETTINGS = Set.of("data", "fsync", "cores", "results");

    private Benchmarks() {}

    /**
     * Runs it on its cores, if processes can be pinned here.
     *
     * @param arguments the benchmark's name, and its settings
     * @throws IOException if the process on those cores cannot be started
     * @throws InterruptedException if the wait for it is interrupted
     */
    public static void main(String... arguments) throws IOException, InterruptedException {
        List<String> command = List.of(arguments);
        Settings settings = settings(command);
        if (Cores.arePinned() || !Cores.canBePinned()) {
            run(command.get(0), settings, System.out);
            return;
        }
        Cores cores = new Cores(settings.text("cores", "0,1"));
        Process pinned = new ProcessBuilder(cores.pinned(Benchmarks.class, command))
                .inheritIO()
                .start();
        System.exit(pinned.waitFor());
    }

    private static Settings settings(List<String> command) {
        Benchmark benchmark = named(command.isEmpty() ? "" : command.get(0));
        Settings settings = Settings.parse(command.subList(1, command.size()));
        settings.requireAmong(settingsOf(benchmark));
        return settings;
    }

    static Set<String> settingsOf(Benchmark benchmark) {
        Set<String> all = new HashSet<>(SETTINGS);
        all.addAll(benchmark.settings());
        return all;
    }

    private static Benchmark named(String name) {
        Benchmark benchmark = KNOWN.get(name);
        if (benchmark == null) {
            throw new IllegalArgumentException("there is no benchmark '" + name + "'; there are " + KNOWN.keySet());
        }
        return benchmark;
    }

    static Report run(String name, Settings settings, PrintStream out) {
        String data = settings.text("data", "disk");
        DataPlace place = DataPlace.of(data);
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        try (PostgresServer postgres = PostgresServer.start(place.folder(), settings.text("fsync", "on"))) {
            Report report = named(name).run(settings, new Machine(postgres, place.description(), load, out));
            out.print("\n" + report.title() + "\n\n" + Tables.of(report));
            new ReportFiles(Path.of(settings.text("results", "results"))).write(name + "-" + data, report);
            return report;
        }
    }
}
