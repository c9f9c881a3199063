package io.creditledger;

import static io.creditledger.Fixtures.absent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ExpirySchedulerTest {
    private final ManualTimer timer = new ManualTimer("2026-01-15T12:00:00Z");
    private final SweepOnlyLedger ledger = new SweepOnlyLedger(timer);
    private final RecordingLogger logger = new RecordingLogger();
    private final List<ExpiryRun> told = new ArrayList<>();

    private ExpiryScheduler.Builder threeInUtc() {
        return ExpiryScheduler.daily(ledger).at(LocalTime.of(3, 0)).by(timer).telling(told::add);
    }

    private ExpiryScheduler start() {
        return threeInUtc().start(timer, logger);
    }

    private static Instant[] at(String... instants) {
        return List.of(instants).stream().map(Instant::parse).toArray(Instant[]::new);
    }

    @Nested
    class WhileTimeElapses {
        @Test
        void sweeps_once_each_date_at_the_chosen_time() {
            start();

            timer.elapse(Duration.ofDays(3));

            assertThat(ledger.sweptAt)
                    .containsExactly(at("2026-01-16T03:00:00Z", "2026-01-17T03:00:00Z", "2026-01-18T03:00:00Z"));
        }

        @Test
        void sweeps_at_the_time_of_the_chosen_zone() {
            threeInUtc().in(ZoneId.of("Asia/Shanghai")).start(timer, logger);

            timer.elapse(Duration.ofDays(1));

            assertThat(ledger.sweptAt).containsExactly(at("2026-01-15T19:00:00Z"));
        }

        @Test
        void sweeps_once_on_the_dates_on_which_clocks_are_changed() {
            ManualTimer spring = new ManualTimer("2026-03-07T12:00:00Z");
            SweepOnlyLedger springLedger = new SweepOnlyLedger(spring);
            ExpiryScheduler.daily(springLedger)
                    .at(LocalTime.of(2, 30))
                    .in(ZoneId.of("America/New_York"))
                    .by(spring)
                    .start(spring, logger);

            spring.elapse(Duration.ofDays(2));

            assertThat(springLedger.sweptAt).containsExactly(at("2026-03-08T07:30:00Z", "2026-03-09T06:30:00Z"));
        }

        @Test
        void does_not_sweep_at_the_start() {
            start();

            timer.elapse(Duration.ofHours(14));

            assertThat(ledger.sweptAt).isEmpty();
        }

        @Test
        void sweeps_tomorrow_if_it_starts_exactly_at_the_time() {
            timer.setClock("2026-01-15T03:00:00Z");
            start();

            timer.elapse(Duration.ofDays(1));

            assertThat(ledger.sweptAt).containsExactly(at("2026-01-16T03:00:00Z"));
        }

        @Test
        void tells_when_it_will_sweep_next() {
            ExpiryScheduler scheduler = start();
            assertThat(scheduler.nextRun()).isEqualTo("2026-01-16T03:00:00Z");

            timer.elapse(Duration.ofDays(1));

            assertThat(scheduler.nextRun()).isEqualTo("2026-01-17T03:00:00Z");
        }

        @Test
        void asks_the_clock_again_at_least_every_minute() {
            start();

            timer.elapse(Duration.ofDays(1));

            assertThat(timer.waits)
                    .hasSizeGreaterThan(24 * 60)
                    .allSatisfy(wait -> assertThat(wait).isBetween(Duration.ZERO, ExpiryScheduler.LONGEST_WAIT));
        }

        @Test
        void sweeps_in_the_chosen_way() {
            List<SweepResult> progress = new ArrayList<>();
            List<Integer> batchSizes = new ArrayList<>();
            ledger.sweepsLike(sweep -> {
                batchSizes.add(sweep.batchSize());
                sweep.progress().accept(ledger.result(1));
                return ledger.result(2);
            });
            threeInUtc()
                    .sweeping(Sweep.inBatches().of(7).telling(progress::add))
                    .start(timer, logger);

            timer.elapse(Duration.ofDays(1));

            assertThat(batchSizes).containsExactly(7);
            assertThat(progress).extracting(SweepResult::grants).containsExactly(1L);
        }

        @Test
        void a_sweep_that_lasts_longer_than_a_day_is_followed_by_one_that_makes_up_for_what_it_delayed() {
            ledger.sweepsLike(sweep -> {
                if (ledger.sweptAt.size() == 1) {
                    timer.setClock("2026-01-18T05:00:00Z");
                }
                return ledger.result(0);
            });
            start();

            timer.elapse(Duration.ofHours(15).plusMinutes(1));

            assertThat(ledger.sweptAt).containsExactly(at("2026-01-16T03:00:00Z", "2026-01-18T05:00:00Z"));
        }
    }

    @Nested
    class WhenTheClockIsSet {
        @Test
        void missed_dates_are_made_up_for_by_one_sweep_within_a_minute() {
            start();
            timer.elapse(Duration.ofHours(1));
            timer.setClock("2026-01-20T10:00:30Z");

            timer.elapse(Duration.ofMinutes(1));

            assertThat(ledger.sweptAt).containsExactly(at("2026-01-20T10:01:30Z"));
        }

        @Test
        void the_dates_after_the_missed_ones_are_swept_at_their_time() {
            start();
            timer.elapse(Duration.ofHours(1));
            timer.setClock("2026-01-20T10:00:00Z");

            timer.elapse(Duration.ofDays(1));

            assertThat(ledger.sweptAt).hasSize(2).last().isEqualTo(Instant.parse("2026-01-21T03:00:00Z"));
        }

        @Test
        void a_date_is_not_swept_again_if_the_clock_goes_back_a_little() {
            start();
            timer.elapse(Duration.ofHours(15));
            timer.setClock("2026-01-16T02:00:00Z");

            timer.elapse(Duration.ofDays(1));

            assertThat(ledger.sweptAt).containsExactly(at("2026-01-16T03:00:00Z"));
        }

        @Test
        void no_date_is_left_out_if_the_clock_was_years_ahead() {
            timer.setClock("2099-01-15T12:00:00Z");
            start();
            timer.elapse(Duration.ofHours(1));
            timer.setClock("2026-01-15T12:00:00Z");

            timer.elapse(Duration.ofDays(1));

            assertThat(ledger.sweptAt).containsExactly(at("2026-01-16T03:00:00Z"));
        }
    }

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

    @Nested
    class Closing {
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

    @Nested
    class OnItsOwnThread {
        @Test
        void logs_to_the_system_logger_of_its_name() {
            Logger systemLogger = Logger.getLogger(ExpiryScheduler.class.getName());
            List<LogRecord> records = new ArrayList<>();
            Handler handler = handlerInto(records);
            systemLogger.addHandler(handler);
            systemLogger.setUseParentHandlers(false);
            try (ExpiryScheduler scheduler = threeInUtc().start()) {
                scheduler.runNow();
            } finally {
                systemLogger.removeHandler(handler);
                systemLogger.setUseParentHandlers(true);
            }

            assertThat(records).singleElement().satisfies(record -> {
                assertThat(record.getLevel()).isEqualTo(Level.INFO);
                assertThat(record.getMessage()).startsWith("the expiry sweep recorded 3 expired grants");
            });
        }

        @Test
        void does_not_keep_the_process_alive() {
            try (ExpiryScheduler scheduler = threeInUtc().start()) {
                assertThat(scheduler.nextRun()).isEqualTo("2026-01-16T03:00:00Z");
                assertThat(Thread.getAllStackTraces().keySet())
                        .filteredOn(thread -> thread.getName().equals("creditledger-expiry"))
                        .isNotEmpty()
                        .allMatch(Thread::isDaemon);
            }
        }

        @Test
        void goes_by_the_system_clock_at_midnight_in_utc_unless_told_otherwise() {
            try (ExpiryScheduler scheduler = ExpiryScheduler.daily(ledger).start()) {
                assertThat(scheduler.nextRun().atOffset(ZoneOffset.UTC).toLocalTime())
                        .isEqualTo(LocalTime.MIDNIGHT);
            }
        }

        private Handler handlerInto(List<LogRecord> records) {
            return new Handler() {
                @Override
                public void publish(LogRecord record) {
                    records.add(record);
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };
        }
    }

    @Nested
    class BadInput {
        @Test
        void nulls_are_refused_by_name() {
            ExpiryScheduler.Builder builder = threeInUtc();

            assertThatNullPointerException()
                    .isThrownBy(() -> ExpiryScheduler.daily(absent()))
                    .withMessage("ledger");
            assertThatNullPointerException()
                    .isThrownBy(() -> builder.at(absent()))
                    .withMessage("newTime");
            assertThatNullPointerException()
                    .isThrownBy(() -> builder.in(absent()))
                    .withMessage("newZone");
            assertThatNullPointerException()
                    .isThrownBy(() -> builder.by(absent()))
                    .withMessage("newClock");
            assertThatNullPointerException()
                    .isThrownBy(() -> builder.sweeping(absent()))
                    .withMessage("newSweep");
            assertThatNullPointerException()
                    .isThrownBy(() -> builder.telling(absent()))
                    .withMessage("newListener");
        }

        @Test
        void a_run_has_either_a_result_or_a_failure() {
            Instant begun = timer.instant();

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ExpiryRun(begun, Duration.ZERO, null, null))
                    .withMessage("a run has either a result or a failure,"
                            + " but this one came with result null and failure null");
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> new ExpiryRun(begun, Duration.ZERO, ledger.result(1), new IllegalStateException("x")))
                    .withMessageContaining("a run has either a result or a failure");
        }

        @Test
        void a_run_takes_no_negative_time() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ExpiryRun(timer.instant(), Duration.ofNanos(-1), ledger.result(1), null))
                    .withMessage("a run must not take less than no time, but took PT-0.000000001S");
        }
    }
}
