package io.creditledger.benchmarks.charging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.creditledger.benchmarks.Findings;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CallersTest {
    private static final Load LOAD = new Load(3, 4, Duration.ofMillis(20), Duration.ofMillis(50));
    private static final Load ONE_CALLER = new Load(3, 1, LOAD.warmup(), LOAD.measured());

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
    void every_account_is_called_once_before_any_is_called_again_however_long_that_takes() {
        Load manyAccounts = new Load(100_000, 1, Duration.ofNanos(1), Duration.ofNanos(1));
        List<Integer> accounts = new ArrayList<>();

        Callers.call(new Calling((account, key) -> accounts.add(account)), manyAccounts);

        assertThat(accounts.subList(0, 100_000))
                .isEqualTo(IntStream.rangeClosed(1, 100_000).boxed().toList());
    }

    @Test
    void callers_share_the_accounts_that_are_called_once_at_first() {
        CyclicBarrier all = new CyclicBarrier(LOAD.callers());
        Load oneForEach = new Load(LOAD.callers(), LOAD.callers(), LOAD.warmup(), LOAD.measured());
        Set<Integer> first = ConcurrentHashMap.newKeySet();
        ThreadLocal<Boolean> hasCalled = ThreadLocal.withInitial(() -> false);

        Callers.call(
                new Calling((account, key) -> {
                    if (!hasCalled.get()) {
                        hasCalled.set(true);
                        first.add(account);
                        all.await(60, TimeUnit.SECONDS);
                    }
                }),
                oneForEach);

        assertThat(first).containsExactlyInAnyOrder(1, 2, 3, 4);
    }

    private record Submitting(LongFunction<CompletionStage<?>> submission) implements Submitted {
        @Override
        public CompletionStage<?> submit(int account, long key) {
            return submission.apply(key);
        }

        @Override
        public void close() {}
    }

    /** Is answered by being waited for, so that it is under way just as long as the caller leaves it so. */
    private static final class AnsweredWhenAwaited extends CompletableFuture<Object> {
        private final AtomicInteger underWay;

        AnsweredWhenAwaited(AtomicInteger underWay) {
            this.underWay = underWay;
        }

        @Override
        public Object get() throws InterruptedException, ExecutionException {
            complete(underWay.decrementAndGet());
            return super.get();
        }
    }

    @Test
    void a_caller_that_submits_has_as_many_calls_under_way_as_it_may_and_in_the_end_waits_for_all() {
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger submitted = new AtomicInteger();
        Submitting submitting = new Submitting(key -> {
            submitted.incrementAndGet();
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            return new AnsweredWhenAwaited(underWay);
        });

        Findings found = Callers.submit(submitting, 3, ONE_CALLER);

        assertThat(most).hasValue(3);
        assertThat(underWay).hasValue(0);
        assertThat(found.get(Measures.ALL_CALLS)).isEqualTo(submitted.get());
    }

    @Test
    void an_answer_that_is_a_failure_ends_the_run() {
        Submitting failing = new Submitting(key -> CompletableFuture.failedFuture(new SQLException("no such account")));

        assertThatIllegalStateException()
                .isThrownBy(() -> Callers.submit(failing, 3, LOAD))
                .withMessageContaining("no such account");
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
