package io.creditledger.jdbc;

import io.creditledger.EntryType;
import java.time.LocalDate;
import java.util.Objects;

/**
 * What the entries of one type that were recorded on one day come to.
 *
 * @param recordedOn the day, in UTC
 * @param type the type of the entries
 * @param entries how many there are
 * @param accounts of how many accounts they are
 * @param credits the sum of their amounts, as signed as they are
 */
public record DailyTotal(LocalDate recordedOn, EntryType type, long entries, long accounts, long credits) {
    public DailyTotal {
        Objects.requireNonNull(recordedOn, "recordedOn");
        Objects.requireNonNull(type, "type");
    }
}
