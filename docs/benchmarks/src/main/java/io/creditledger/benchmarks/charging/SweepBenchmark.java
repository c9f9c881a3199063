package io.creditledger.benchmarks.charging;

import io.creditledger.benchmarks.Benchmark;
import io.creditledger.benchmarks.DataPlace;
import io.creditledger.benchmarks.Machine;
import io.creditledger.benchmarks.Report;
import io.creditledger.benchmarks.Settings;
import java.util.List;
import java.util.Set;

/**
 * Sweeps, on PostgreSQL alone. Settings: {@code accounts} and {@code grants}, how many accounts have how many due grants each;
 * and {@code rounds}.
 */
public final class SweepBenchmark implements Benchmark {
    @Override
    public Set<String> settings() {
        return Set.of("accounts", "grants", "rounds");
    }

    @Override
    public List<DataPlace> places() {
        return List.of(DataPlace.RAM);
    }

    @Override
    public Report run(Settings settings, Machine machine) {
        return new SweepRun(
                        machine,
                        settings.numbers("accounts", "10000").get(0),
                        settings.numbers("grants", "10").get(0))
                .inRounds(settings.number("rounds", 3));
    }
}
