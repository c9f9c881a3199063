package io.creditledger;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.IsoFields;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How often an account may receive a reward. */
public enum Recurrence {
    /** Once, ever. */
    ONCE,
    /** Once for each reference, such as an invitee or a video. */
    PER_REFERENCE,
    /** Once for each calendar date in the policy's zone. */
    PER_DAY,
    /** Once for each ISO week (Monday to Sunday) in the policy's zone. */
    PER_WEEK,
    /** Once for each calendar month in the policy's zone. */
    PER_MONTH;

    /** Whether a reward needs to be told what it is for. */
    boolean needsReference() {
        return this == PER_REFERENCE;
    }

    /** Names what a reward is given once for: no two recurrences have the same name for anything. */
    String occasion(@Nullable String reference, LocalDate date) {
        return switch (this) {
            case ONCE -> "once";
            case PER_REFERENCE -> "for:" + reference;
            case PER_DAY -> "day:" + date;
            case PER_WEEK -> "week:" + isoWeek(date);
            case PER_MONTH -> "month:" + YearMonth.from(date);
        };
    }

    /** The first days of January may belong to a week of the year before, and the last of December to one of the next. */
    private static String isoWeek(LocalDate date) {
        int year = date.get(IsoFields.WEEK_BASED_YEAR);
        int week = date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
        return String.format(Locale.ROOT, "%04d-W%02d", year, week);
    }
}
