package io.creditledger.benchmarks.charging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.creditledger.benchmarks.Findings;
import io.creditledger.benchmarks.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PgbenchTest {
    private static final String OUTPUT = """
            pgbench (15.18 (Debian 15.18-0+deb12u1), server 18.6)
            transaction type: /tmp/pgbench/script
            scaling factor: 1
            query mode: prepared
            number of clients: 8
            number of threads: 2
            maximum number of tries: 1
            duration: 2 s
            number of transactions actually processed: 20000
            number of failed transactions: 0 (0.000%)
            latency average = 0.795 ms
            initial connection time = 12.345 ms
            tps = 10000.000000 (without initial connection time)
            """;

    @Test
    void what_pgbench_tells_is_read() {
        Latencies latencies = new Latencies();
        latencies.add(1_000_000);

        Findings found = Pgbench.found(OUTPUT, 500, latencies);

        assertThat(found.get(Measures.CALLS)).isEqualTo(20_000);
        assertThat(found.get(Measures.ALL_CALLS)).isEqualTo(20_500);
        assertThat(found.get(Findings.SECONDS)).isEqualTo(2);
        assertThat(found.get(Measures.P50)).isEqualTo(1, within(0.02));
    }

    @Test
    void what_pgbench_does_not_tell_is_not_made_up() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Pgbench.found("pgbench: error: connection failed", 0, new Latencies()))
                .withMessageContaining("connection failed");
    }

    @Test
    void the_floor_is_what_was_asked_for() {
        assertThat(Pgbench.isAskedFor(new Settings(Map.of("floor", "pgbench")))).isTrue();
        assertThat(Pgbench.isAskedFor(new Settings(Map.of("floor", "jdbc")))).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pgbench.isAskedFor(new Settings(Map.of("floor", "oak"))))
                .withMessageContaining("'oak'");
    }
}
