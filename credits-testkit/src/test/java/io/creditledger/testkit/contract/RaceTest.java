package io.creditledger.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

class RaceTest {
    @Test
    void every_runner_has_a_thread_of_its_own() {
        CyclicBarrier allAtOnce = new CyclicBarrier(Race.RUNNERS);

        assertThat(Race.of(runner -> {
                            await(allAtOnce);
                            return runner;
                        })
                        .allValues())
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void what_runners_yield_and_what_they_throw_is_kept_apart() {
        IllegalStateException fault = new IllegalStateException("second");
        Race<String> race = Race.of(List.of(() -> "first", () -> {
            throw fault;
        }));

        assertThat(race.values()).containsExactly("first");
        assertThat(race.failures()).containsExactly(fault);
        assertThat(race.finishes()).hasSize(2);
    }

    @Test
    void a_race_that_all_must_finish_fails_with_the_first_failure() {
        IllegalStateException fault = new IllegalStateException("stumbled");
        Race<String> race = Race.of(List.of(() -> "first", () -> {
            throw fault;
        }));

        assertThatThrownBy(race::allValues)
                .isInstanceOf(AssertionError.class)
                .hasMessage("1 of 2 runners failed")
                .hasCause(fault);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new AssertionError(e);
        }
    }
}
