package io.creditledger.benchmarks.charging;

import io.creditledger.benchmarks.Ratio;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What charges have to reach.
 *
 * @param measured what was measured
 * @param loads under which loads
 */
record ChargingBars(Measured measured, List<Load> loads) {
    private static final double OF_SAME_PROTOCOL = 0.9;
    private static final double OF_USUAL = 1.3;

    List<Ratio> all() {
        return loads.stream()
                .map(Load::description)
                .flatMap(this::ofDirect)
                .flatMap(Optional::stream)
                .toList();
    }

    private Stream<Optional<Ratio>> ofDirect(String group) {
        return Stream.of(
                measured.atLeast(group, ChargingRun.DIRECT, ChargingRun.SAME_PROTOCOL, OF_SAME_PROTOCOL),
                measured.atLeast(group, ChargingRun.DIRECT, ChargingRun.USUAL, OF_USUAL));
    }
}
