package io.creditledger;

import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/** What tests of the scheduler begin with: one that sweeps daily at three in UTC, by a timer that the test moves. */
abstract class ExpirySchedulerSuite {
    final ManualTimer timer = new ManualTimer("2026-01-15T12:00:00Z");
    final SweepOnlyLedger ledger = new SweepOnlyLedger(timer);
    final RecordingLogger logger = new RecordingLogger();
    final List<ExpiryRun> told = new ArrayList<>();

    ExpiryScheduler.Builder threeInUtc() {
        return ExpiryScheduler.daily(ledger).at(LocalTime.of(3, 0)).by(timer).telling(told::add);
    }

    ExpiryScheduler start() {
        return threeInUtc().start(timer, logger);
    }

    static Instant[] at(String... instants) {
        return List.of(instants).stream().map(Instant::parse).toArray(Instant[]::new);
    }
}
