package io.creditledger.benchmarks.charging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatenciesTest {
    private static final double WIDTH_OF_A_BUCKET = 100 / 64.0;

    private final Latencies latencies = new Latencies();

    @ParameterizedTest
    @ValueSource(longs = {1, 63, 64, 65, 127, 128, 129, 1_000, 123_456, 7_000_000, 60_000_000_000L, Long.MAX_VALUE})
    void a_time_is_told_within_the_width_of_its_bucket(long nanos) {
        latencies.add(nanos);

        assertThat(latencies.millisOf(0.5)).isCloseTo(nanos / 1e6, withinPercentage(WIDTH_OF_A_BUCKET));
    }

    @Test
    void half_of_the_times_and_nearly_all_of_them_are_not_above_their_percentiles() {
        for (int micros = 1; micros <= 1_000; micros++) {
            latencies.add(1_000L * micros);
        }

        assertThat(latencies.count()).isEqualTo(1_000);
        assertThat(latencies.millisOf(0.5)).isCloseTo(0.5, withinPercentage(WIDTH_OF_A_BUCKET));
        assertThat(latencies.millisOf(0.99)).isCloseTo(0.99, withinPercentage(WIDTH_OF_A_BUCKET));
    }

    @Test
    void the_times_of_several_are_added_up() {
        Latencies others = new Latencies();
        latencies.add(1_000);
        others.add(9_000_000);
        others.add(9_000_000);

        latencies.addAll(others);

        assertThat(latencies.count()).isEqualTo(3);
        assertThat(latencies.millisOf(0.5)).isCloseTo(9, withinPercentage(WIDTH_OF_A_BUCKET));
    }

    @Test
    void nobody_took_any_time_if_there_was_nobody() {
        assertThat(latencies.millisOf(0.99)).isZero();
    }
}
