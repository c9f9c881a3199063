package io.creditledger;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.util.Locale;

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

    /** Names the period that a date lies in; only for those that recur by the calendar. */
    String period(LocalDate date) {
        return switch (this) {
            case PER_DAY -> DateTimeFormatter.ISO_LOCAL_DATE.format(date);
            case PER_WEEK ->
                String.format(
                        Locale.ROOT,
                        "%04d-W%02d",
                        date.get(IsoFields.WEEK_BASED_YEAR),
                        date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case PER_MONTH -> date.toString().substring(0, 7);
            case ONCE, PER_REFERENCE -> throw new IllegalStateException(this + " has no periods");
        };
    }
}
