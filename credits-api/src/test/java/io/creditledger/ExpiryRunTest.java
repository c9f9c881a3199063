package io.creditledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What becomes of a run, the daily one and the one by hand. */
class ExpiryRunTest extends ExpirySchedulerSuite {
    @Nested
    class WhenARunHasEnded {
        @Test
        void its_result_is_logged() {
            ledger.sweepsLike(sweep -> {
                timer.setClock("2026-01-16T03:00:01.500Z");
                return ledger.result(3);
            });
            start();

            timer.elapse(Duration.ofHours(15));

            assertThat(logger.messages())
                    .containsExactly("INFO the expiry sweep recorded 3 expired grants with 12345 credits"
                            + " in 2 accounts, and took PT1.5S");
        }

        @Test
        void its_result_is_told() {
            start();

            timer.elapse(Duration.ofHours(15));

            assertThat(told).singleElement().satisfies(run -> {
                assertThat(run.begun()).isEqualTo("2026-01-16T03:00:00Z");
                assertThat(run.took()).isZero();
                assertThat(run.result()).contains(ledger.result(3));
                assertThat(run.failure()).isEmpty();
            });
        }

        @Test
        void a_clock_that_went_back_meanwhile_makes_it_take_no_time() {
            ledger.sweepsLike(sweep -> {
                timer.setClock("2026-01-16T02:59:00Z");
                return ledger.result(3);
            });
            start();

            timer.elapse(Duration.ofHours(15));

            assertThat(told).singleElement().extracting(ExpiryRun::took).isEqualTo(Duration.ZERO);
        }

        @Test
        void its_failure_is_logged_and_told_and_the_next_date_is_swept() {
            IllegalStateException failure = new IllegalStateException("no database");
            failFirst(failure);
            start();

            timer.elapse(Duration.ofDays(2));

            assertThat(logger.lines)
                    .first()
                    .isEqualTo(new RecordingLogger.Line(
                            System.Logger.Level.ERROR, "the expiry sweep failed after PT0S", failure));
            assertThat(told).first().satisfies(run -> {
                assertThat(run.result()).isEmpty();
                assertThat(run.failure()).contains(failure);
            });
            assertThat(ledger.sweptAt).containsExactly(at("2026-01-16T03:00:00Z", "2026-01-17T03:00:00Z"));
        }

        @Test
        void even_an_error_does_not_end_the_schedule() {
            ledger.sweepsLike(sweep -> {
                throw new StackOverflowError();
            });
            start();

            timer.elapse(Duration.ofDays(2));

            assertThat(ledger.sweptAt).hasSize(2);
            assertThat(logger.lines)
                    .extracting(RecordingLogger.Line::level)
                    .containsExactly(System.Logger.Level.ERROR, System.Logger.Level.ERROR);
        }

        @Test
        void the_failure_of_a_listener_is_logged_and_goes_no_further() {
            IllegalStateException failure = new IllegalStateException("no metrics");
            threeInUtc()
                    .telling(run -> {
                        throw failure;
                    })
                    .start(timer, logger);

            timer.elapse(Duration.ofDays(2));

            assertThat(ledger.sweptAt).hasSize(2);
            assertThat(logger.lines)
                    .contains(new RecordingLogger.Line(
                            System.Logger.Level.ERROR, "the listener to expiry sweeps failed", failure));
        }

        @Test
        void the_failure_of_the_clock_is_logged_and_the_schedule_goes_on() {
            IllegalStateException failure = new IllegalStateException("no time server");
            List<Integer> asked = new ArrayList<>();
            ExpiryScheduler.daily(ledger)
                    .at(LocalTime.of(3, 0))
                    .by(() -> {
                        asked.add(1);
                        if (asked.size() == 2) {
                            throw failure;
                        }
                        return timer.instant();
                    })
                    .start(timer, logger);

            timer.elapse(Duration.ofDays(1));

            assertThat(logger.lines)
                    .first()
                    .isEqualTo(new RecordingLogger.Line(
                            System.Logger.Level.ERROR,
                            "the expiry schedule could not be followed; the next try comes after PT1M",
                            failure));
            assertThat(ledger.sweptAt).hasSize(1);
        }

        private void failFirst(RuntimeException failure) {
            ledger.sweepsLike(sweep -> {
                if (ledger.sweptAt.size() == 1) {
                    throw failure;
                }
                return ledger.result(3);
            });
        }
    }

    @Nested
    class ByHand {
        @Test
        void sweeps_at_once_and_reports_as_ever() {
            ExpiryScheduler scheduler = start();

            ExpiryRun run = scheduler.runNow();

            assertThat(ledger.sweptAt).containsExactly(at("2026-01-15T12:00:00Z"));
            assertThat(told).containsExactly(run);
            assertThat(logger.lines).hasSize(1);
            assertThat(run.result()).contains(ledger.result(3));
        }

        @Test
        void leaves_the_schedule_as_it_was() {
            ExpiryScheduler scheduler = start();
            scheduler.runNow();

            timer.elapse(Duration.ofDays(1));

            assertThat(ledger.sweptAt).containsExactly(at("2026-01-15T12:00:00Z", "2026-01-16T03:00:00Z"));
        }

        @Test
        void returns_a_failure() {
            IllegalStateException failure = new IllegalStateException("no database");
            ledger.sweepsLike(sweep -> {
                throw failure;
            });

            assertThat(start().runNow().failure()).contains(failure);
        }

        @Test
        void is_refused_once_the_scheduler_is_closed() {
            ExpiryScheduler scheduler = start();
            scheduler.close();

            assertThatIllegalStateException()
                    .isThrownBy(scheduler::runNow)
                    .withMessage("the expiry scheduler is closed; call the ledger's expire() itself");
            assertThat(ledger.sweptAt).isEmpty();
        }
    }

    @Test
    void a_run_has_either_a_result_or_a_failure() {
        Instant begun = timer.instant();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExpiryRun(begun, Duration.ZERO, null, null))
                .withMessage("a run has either a result or a failure,"
                        + " but this one came with result null and failure null");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExpiryRun(begun, Duration.ZERO, ledger.result(1), new IllegalStateException("x")))
                .withMessageContaining("a run has either a result or a failure");
    }

    @Test
    void a_run_takes_no_negative_time() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExpiryRun(timer.instant(), Duration.ofNanos(-1), ledger.result(1), null))
                .withMessage("a run must not take less than no time, but took PT-0.000000001S");
    }
}
