package io.creditledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** Closing the scheduler, while it waits and while it sweeps. */
class ExpirySchedulerClosingTest extends ExpirySchedulerSuite {
    @Test
    void ends_the_schedule() {
        start().close();

        timer.elapse(Duration.ofDays(2));

        assertThat(ledger.sweptAt).isEmpty();
        assertThat(timer.isIdle()).isTrue();
    }

    @Test
    void again_is_harmless() {
        ExpiryScheduler scheduler = start();
        scheduler.close();

        scheduler.close();

        assertThat(timer.calls).containsExactly("shutdown", "await PT30S", "shutdown", "await PT30S");
    }

    @Test
    void during_a_run_plans_no_other() {
        ExpiryScheduler scheduler = start();
        ledger.sweepsLike(sweep -> {
            scheduler.close();
            return ledger.result(3);
        });

        timer.elapse(Duration.ofDays(3));

        assertThat(ledger.sweptAt).hasSize(1);
        assertThat(timer.isIdle()).isTrue();
    }

    @Test
    void interrupts_a_run_that_does_not_end_in_time() {
        timer.terminateBy(() -> false);

        start().close();

        assertThat(timer.calls).containsExactly("shutdown", "await PT30S", "shutdownNow");
    }

    @Test
    void interrupts_a_run_at_once_if_the_caller_is_interrupted() {
        timer.terminateBy(() -> {
            throw new InterruptedException();
        });

        start().close();

        assertThat(timer.calls).containsExactly("shutdown", "await PT30S", "shutdownNow");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void an_interrupted_run_ends_after_its_batch() {
        ledger.sweepsLike(sweep -> {
            Thread.currentThread().interrupt();
            sweep.progress().accept(ledger.result(8));
            return ledger.result(9);
        });

        ExpiryRun run = start().runNow();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(run.failure())
                .containsInstanceOf(CancellationException.class)
                .hasValueSatisfying(failure -> assertThat(failure)
                        .hasMessage("the sweep was interrupted after it had recorded 8 expired grants;"
                                + " the next one goes on from there"));
    }
}
