package io.creditledger.benchmarks.charging;

import io.creditledger.benchmarks.Benchmark;
import io.creditledger.benchmarks.DataPlace;
import io.creditledger.benchmarks.Machine;
import io.creditledger.benchmarks.Report;
import io.creditledger.benchmarks.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Charges, one credit each. Settings: {@code accounts} and {@code callers}, each a list of numbers, of which every
 * combination is run; {@code rounds}; {@code seconds} and {@code warmup}, in seconds, of each round of a contestant; {@code
 * compiling}, for how many seconds each contestant runs before the first round; and {@code floor}, {@code pgbench} or {@code
 * jdbc}.
 */
public final class ChargingBenchmark implements Benchmark {
    @Override
    public Set<String> settings() {
        return Set.of("accounts", "callers", "rounds", "seconds", "warmup", "compiling", "floor");
    }

    @Override
    public List<DataPlace> places() {
        return List.of(DataPlace.RAM, DataPlace.DISK);
    }

    @Override
    public Report run(Settings settings, Machine machine) {
        Duration warmup = settings.seconds("warmup", "0.5");
        Duration measured = settings.seconds("seconds", "2");
        List<Integer> callers = settings.numbers("callers", "1,8,32");
        List<Load> loads = settings.numbers("accounts", "10000,1").stream()
                .flatMap(accounts -> callers.stream().map(some -> new Load(accounts, some, warmup, measured)))
                .toList();
        return new ChargingRun(machine, settings, loads).inRounds(settings.number("rounds", 3));
    }
}
