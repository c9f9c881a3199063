package io.creditledger.benchmarks.charging;

import io.creditledger.benchmarks.Benchmark;
import io.creditledger.benchmarks.DataPlace;
import io.creditledger.benchmarks.Machine;
import io.creditledger.benchmarks.Report;
import io.creditledger.benchmarks.Settings;
import java.util.List;
import java.util.Set;

/**
 * Charges in the direct mode while data grows, on PostgreSQL alone. Settings: {@code entries} and {@code grants}, lists of
 * numbers; {@code accounts}, how many have the entries, and {@code callers}, one number each; {@code rounds},
 * {@code seconds} and {@code warmup}.
 */
public final class GrowthBenchmark implements Benchmark {
    @Override
    public Set<String> settings() {
        return Set.of("entries", "grants", "accounts", "callers", "rounds", "seconds", "warmup");
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
        return new GrowthRun(machine, load, settings.number("rounds", 3))
                .with(
                        settings.numbers("entries", "10000,1000000,10000000"),
                        settings.numbers("grants", "100,1000,10000"));
    }
}
