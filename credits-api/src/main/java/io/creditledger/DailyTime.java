package io.creditledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Objects;

/**
 * A time of the day in a zone: one instant for each calendar date. On a date whose clocks skip that time it is as much
 * later as they skip; on a date that has it twice it is the first of the two.
 *
 * @param time the local time
 * @param zone the zone whose calendar and clocks count
 */
record DailyTime(LocalTime time, ZoneId zone) {
    DailyTime {
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(zone, "zone");
    }

    /**
     * Returns the first instant of this time that comes after another instant.
     *
     * <p>The search begins a day early: where clocks skip midnight, a date's instant can lie in the next date.
     */
    Instant after(Instant instant) {
        LocalDate date = LocalDate.ofInstant(instant, zone).minusDays(1);
        while (!on(date).isAfter(instant)) {
            date = date.plusDays(1);
        }
        return on(date);
    }

    /**
     * Returns which instant to wait for, now that it is not yet the planned one.
     *
     * <p>The plan stands even if the clock was set back a little, so that no date has two runs. It falls if the clock was
     * set back by whole days: whoever had waited on would leave out every date until the clock is there again.
     */
    Instant replanned(Instant planned, Instant now) {
        Instant soonest = after(now);
        return after(soonest).isBefore(planned) ? soonest : planned;
    }

    private Instant on(LocalDate date) {
        return date.atTime(time).atZone(zone).toInstant();
    }
}
