package io.creditledger.benchmarks.charging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.creditledger.benchmarks.Findings;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class CallersTest {
    private static final Load LOAD = new Load(3, 4, Duration.ofMillis(20), Duration.ofMillis(50));

    private volatile byte[] allocated = {};

    private record Calling(Call call) implements Called {
        private interface Call {
            void make(int account, long key) throws Exception;
        }

        @Override
        public void call(int account, long key) throws Exception {
            call.make(account, key);
        }

        @Override
        public void close() {}
    }

    @Test
    void every_call_has_an_account_of_the_load_and_a_key_of_its_own() {
        Set<Integer> accounts = ConcurrentHashMap.newKeySet();
        Set<Long> keys = ConcurrentHashMap.newKeySet();
        Calling calling = new Calling((account, key) -> {
            accounts.add(account);
            keys.add(key);
        });

        double calls = Callers.call(calling, LOAD).get(Measures.ALL_CALLS)
                + Callers.call(calling, LOAD).get(Measures.ALL_CALLS);

        assertThat(accounts).containsExactlyInAnyOrder(1, 2, 3);
        assertThat(keys).hasSize((int) calls).allSatisfy(key -> assertThat(key).isNotNegative());
    }

    @Test
    void what_was_called_while_warming_up_is_not_measured() {
        Findings found = Callers.call(new Calling((account, key) -> {}), LOAD);

        assertThat(found.get(Measures.CALLS)).isPositive().isLessThan(found.get(Measures.ALL_CALLS));
        assertThat(found.get(Findings.SECONDS)).isGreaterThanOrEqualTo(0.05);
    }

    @Test
    void what_each_call_allocates_is_told() {
        Findings found = Callers.call(new Calling((account, key) -> allocated = new byte[10_000]), LOAD);

        assertThat(allocated).hasSize(10_000);
        assertThat(found.get(Measures.BYTES)).isGreaterThan(10_000);
    }

    @Test
    void a_call_that_fails_ends_the_run() {
        Calling failing = new Calling((account, key) -> {
            throw new SQLException("no such account");
        });

        assertThatIllegalStateException()
                .isThrownBy(() -> Callers.call(failing, LOAD))
                .withMessageContaining("no such account");
    }
}
