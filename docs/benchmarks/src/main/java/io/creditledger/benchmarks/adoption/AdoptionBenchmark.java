package io.creditledger.benchmarks.adoption;

import io.creditledger.benchmarks.Benchmark;
import io.creditledger.benchmarks.DataPlace;
import io.creditledger.benchmarks.Machine;
import io.creditledger.benchmarks.Report;
import io.creditledger.benchmarks.Settings;
import java.util.List;
import java.util.Set;

/**
 * Adopts a legacy database, and inserts the rows that come of it without any logic. Settings: {@code users}, {@code
 * transactions} and {@code tasks} of the legacy database, {@code rounds}, {@code heap}, in MB, of each process, and {@code
 * processes}: {@code many}, or {@code one} for a quick look at whether everything works.
 */
public final class AdoptionBenchmark implements Benchmark {
    @Override
    public Set<String> settings() {
        return Set.of("users", "transactions", "tasks", "rounds", "heap", "processes");
    }

    @Override
    public List<DataPlace> places() {
        return List.of(DataPlace.DISK);
    }

    @Override
    public Report run(Settings settings, Machine machine) {
        LegacySize size = new LegacySize(
                settings.number("users", 10_000),
                settings.number("transactions", 1_000_000),
                settings.number("tasks", 50_000));
        try (FinishedRows rows = FinishedRows.inFolderOfTheirOwn()) {
            return new AdoptionRun(machine, size, AdoptionProcess.of(settings), rows)
                    .inRounds(settings.number("rounds", 3));
        }
    }
}
