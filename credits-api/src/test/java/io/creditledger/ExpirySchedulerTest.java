package io.creditledger;

import static io.creditledger.Fixtures.absent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** When the scheduler sweeps. */
class ExpirySchedulerTest extends ExpirySchedulerSuite {
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

    @Test
    void nulls_are_refused_by_name() {
        ExpiryScheduler.Builder builder = threeInUtc();

        assertThatNullPointerException()
                .isThrownBy(() -> ExpiryScheduler.daily(absent()))
                .withMessage("ledger");
        assertThatNullPointerException().isThrownBy(() -> builder.at(absent())).withMessage("newTime");
        assertThatNullPointerException().isThrownBy(() -> builder.in(absent())).withMessage("newZone");
        assertThatNullPointerException().isThrownBy(() -> builder.by(absent())).withMessage("newClock");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.sweeping(absent()))
                .withMessage("newSweep");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.telling(absent()))
                .withMessage("newListener");
    }
}
