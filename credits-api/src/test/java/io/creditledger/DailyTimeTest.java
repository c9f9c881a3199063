package io.creditledger;

import static io.creditledger.Fixtures.absent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DailyTimeTest {
    private static final DailyTime THREE_IN_UTC = new DailyTime(LocalTime.of(3, 0), ZoneOffset.UTC);

    @Test
    void before_the_time_it_is_today() {
        assertThat(THREE_IN_UTC.after(Instant.parse("2026-01-15T02:59:59.999999999Z")))
                .isEqualTo("2026-01-15T03:00:00Z");
    }

    @Test
    void exactly_at_the_time_it_is_tomorrow() {
        assertThat(THREE_IN_UTC.after(Instant.parse("2026-01-15T03:00:00Z"))).isEqualTo("2026-01-16T03:00:00Z");
    }

    @Test
    void after_the_time_it_is_tomorrow() {
        assertThat(THREE_IN_UTC.after(Instant.parse("2026-01-15T03:00:00.000000001Z")))
                .isEqualTo("2026-01-16T03:00:00Z");
    }

    @Test
    void today_is_the_date_in_the_zone() {
        DailyTime inShanghai = new DailyTime(LocalTime.of(3, 0), ZoneId.of("Asia/Shanghai"));

        assertThat(inShanghai.after(Instant.parse("2026-01-14T20:00:00Z"))).isEqualTo("2026-01-15T19:00:00Z");
    }

    @ParameterizedTest(name = "{0} at {1}: after {2} comes {3}")
    @CsvSource({
        "America/New_York, 02:30, 2026-03-07T07:30:00Z, 2026-03-08T07:30:00Z",
        "America/New_York, 02:30, 2026-03-08T07:29:59Z, 2026-03-08T07:30:00Z",
        "America/New_York, 02:30, 2026-03-08T07:30:00Z, 2026-03-09T06:30:00Z",
        "America/Nuuk, 23:30, 2024-03-30T01:30:00Z, 2024-03-31T01:30:00Z",
        "America/Nuuk, 23:30, 2024-03-31T01:10:00Z, 2024-03-31T01:30:00Z",
        "America/Nuuk, 23:30, 2024-03-31T01:30:00Z, 2024-04-01T00:30:00Z",
        "Australia/Lord_Howe, 02:15, 2026-10-03T15:00:00Z, 2026-10-03T15:45:00Z",
    })
    void where_clocks_skip_the_time_it_is_as_much_later(ZoneId zone, LocalTime time, Instant after, Instant expected) {
        assertThat(new DailyTime(time, zone).after(after)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} at {1}: after {2} comes {3}")
    @CsvSource({
        "America/New_York, 01:30, 2026-10-31T05:30:00Z, 2026-11-01T05:30:00Z",
        "America/New_York, 01:30, 2026-11-01T05:30:00Z, 2026-11-02T06:30:00Z",
        "America/New_York, 01:30, 2026-11-01T06:15:00Z, 2026-11-02T06:30:00Z",
        "Australia/Lord_Howe, 01:45, 2026-04-04T14:00:00Z, 2026-04-04T14:45:00Z",
        "Australia/Lord_Howe, 01:45, 2026-04-04T14:45:00Z, 2026-04-05T15:15:00Z",
        "America/Havana, 00:30, 2026-11-01T04:30:00Z, 2026-11-02T05:30:00Z",
    })
    void where_clocks_show_the_time_twice_it_is_the_first(
            ZoneId zone, LocalTime time, Instant after, Instant expected) {
        assertThat(new DailyTime(time, zone).after(after)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: after {1} comes {2}")
    @CsvSource({
        "Asia/Kathmandu, 2026-06-01T21:14:59Z, 2026-06-01T21:15:00Z",
        "Pacific/Chatham, 2026-01-14T13:15:00Z, 2026-01-15T13:15:00Z",
        "Pacific/Kiritimati, 2026-01-14T13:00:00Z, 2026-01-15T13:00:00Z",
        "Pacific/Pago_Pago, 2026-01-14T14:00:00Z, 2026-01-15T14:00:00Z",
        "+18:00, 2026-01-14T09:00:00Z, 2026-01-15T09:00:00Z",
        "-18:00, 2026-01-14T20:59:59Z, 2026-01-14T21:00:00Z",
    })
    void zones_with_odd_offsets_have_their_own_three_o_clock(ZoneId zone, Instant after, Instant expected) {
        assertThat(new DailyTime(LocalTime.of(3, 0), zone).after(after)).isEqualTo(expected);
    }

    @Test
    void a_date_that_a_zone_left_out_has_no_run_of_its_own() {
        DailyTime inSamoa = new DailyTime(LocalTime.NOON, ZoneId.of("Pacific/Apia"));

        Instant twentyNinth = Instant.parse("2011-12-29T22:00:00Z");
        Instant thirtyFirst = inSamoa.after(twentyNinth);

        assertThat(thirtyFirst).isEqualTo("2011-12-30T22:00:00Z");
        assertThat(inSamoa.after(thirtyFirst)).isEqualTo("2011-12-31T22:00:00Z");
    }

    @ParameterizedTest(name = "{0} at {1}")
    @CsvSource({
        "UTC, 00:00", "America/New_York, 02:30", "America/New_York, 01:30", "America/Nuuk, 23:30",
        "Australia/Lord_Howe, 02:15", "Africa/Cairo, 00:00", "Asia/Shanghai, 03:00", "Pacific/Chatham, 02:45",
    })
    void each_date_of_two_years_has_one_run_about_a_day_after_the_one_before(ZoneId zone, LocalTime time) {
        DailyTime dailyTime = new DailyTime(time, zone);
        Instant end = Instant.parse("2028-01-01T12:00:00Z");

        List<Instant> runs = new ArrayList<>();
        for (Instant run = dailyTime.after(Instant.parse("2026-01-01T12:00:00Z"));
                !run.isAfter(end);
                run = dailyTime.after(run)) {
            runs.add(run);
        }

        assertThat(runs).hasSize(730);
        for (int i = 1; i < runs.size(); i++) {
            assertThat(Duration.between(runs.get(i - 1), runs.get(i)))
                    .isBetween(Duration.ofHours(23), Duration.ofHours(25));
        }
    }

    @Test
    void a_plan_stands_while_the_clock_runs_towards_it() {
        Instant planned = Instant.parse("2026-01-15T03:00:00Z");

        assertThat(THREE_IN_UTC.replanned(planned, Instant.parse("2026-01-14T17:00:00Z")))
                .isEqualTo(planned);
    }

    @Test
    void a_plan_stands_if_the_clock_was_set_back_before_the_run_that_is_over() {
        Instant planned = Instant.parse("2026-01-16T03:00:00Z");

        assertThat(THREE_IN_UTC.replanned(planned, Instant.parse("2026-01-15T02:59:59Z")))
                .isEqualTo(planned);
    }

    @Test
    void a_plan_falls_if_the_clock_was_set_back_by_whole_days() {
        Instant planned = Instant.parse("2099-01-16T03:00:00Z");

        assertThat(THREE_IN_UTC.replanned(planned, Instant.parse("2026-01-15T02:59:59Z")))
                .isEqualTo("2026-01-15T03:00:00Z");
    }

    @Test
    void needs_a_time_and_a_zone() {
        assertThatNullPointerException()
                .isThrownBy(() -> new DailyTime(absent(), ZoneOffset.UTC))
                .withMessage("time");
        assertThatNullPointerException()
                .isThrownBy(() -> new DailyTime(LocalTime.NOON, absent()))
                .withMessage("zone");
    }
}
