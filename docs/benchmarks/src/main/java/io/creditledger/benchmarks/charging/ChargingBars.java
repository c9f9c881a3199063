package io.creditledger.benchmarks.charging;

import io.creditledger.benchmarks.DataPlace;
import io.creditledger.benchmarks.Ratio;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What charges have to reach.
 *
 * @param measured what was measured
 * @param loads under which loads
 * @param place where the data was: a commit on a disk costs more, so that sharing it brings more
 */
record ChargingBars(Measured measured, List<Load> loads, DataPlace place) {
    private static final int MANY_CALLERS = 32;
    private static final double OF_SAME_PROTOCOL = 0.9;
    private static final double OF_USUAL = 1.3;
    private static final double LONE_OF_DIRECT = 0.9;
    private static final double HOT_OF_DIRECT = 10;
    private static final double LATENCY_OF_DIRECT = 1;

    List<Ratio> all() {
        return loads.stream().flatMap(this::of).flatMap(Optional::stream).toList();
    }

    private Stream<Optional<Ratio>> of(Load load) {
        Stream<Optional<Ratio>> direct = ofDirect(load.description());
        if (load.callers() == 1) {
            return Stream.concat(direct, Stream.of(grouped(load, ChargingRun.DIRECT, LONE_OF_DIRECT)));
        }
        return load.callers() == MANY_CALLERS ? Stream.concat(direct, ofMany(load)) : direct;
    }

    private Stream<Optional<Ratio>> ofDirect(String group) {
        return Stream.of(
                measured.atLeast(group, ChargingRun.DIRECT, ChargingRun.SAME_PROTOCOL, OF_SAME_PROTOCOL),
                measured.atLeast(group, ChargingRun.DIRECT, ChargingRun.USUAL, OF_USUAL));
    }

    private Stream<Optional<Ratio>> ofMany(Load load) {
        String group = load.description();
        Optional<Ratio> latency =
                measured.besideAtMost(group, ChargingRun.GROUPED, ChargingRun.DIRECT, Measures.P99, LATENCY_OF_DIRECT);
        return load.accounts() == 1
                ? Stream.of(grouped(load, ChargingRun.DIRECT, HOT_OF_DIRECT), latency)
                : Stream.of(
                        grouped(load, Floor.NAME, place == DataPlace.DISK ? 2.5 : 1.2),
                        latency,
                        measured.atLeast(group, ChargingRun.BULK, Floor.NAME, place == DataPlace.DISK ? 4 : 1.5));
    }

    private Optional<Ratio> grouped(Load load, String other, double limit) {
        return measured.atLeast(load.description(), ChargingRun.GROUPED, other, limit);
    }
}
