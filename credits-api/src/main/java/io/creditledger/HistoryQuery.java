package io.creditledger;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of an account's journal to list. They come newest first.
 *
 * @param types only entries of these types; at least one
 * @param from only entries recorded at this instant or later; null: no bound
 * @param until only entries recorded before this instant; null: no bound
 * @param after the cursor of the page before; null: begin with the newest
 * @param limit how many, from 1 to 1,000
 */
public record HistoryQuery(
        Set<EntryType> types,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable Cursor after,
        int limit) {
    /**
     * Checks the query.
     *
     * @throws IllegalArgumentException if there is no type, or a bound or the limit is out of range
     */
    public HistoryQuery {
        if (types.isEmpty()) {
            throw new IllegalArgumentException("a history query needs at least one type of entries, but had none");
        }
        types = Set.copyOf(types);
        requireStorable("from", from);
        requireStorable("until", until);
        PageSize.require(limit);
    }

    /**
     * Returns a query for all entries, 100 a page.
     *
     * @return the query
     */
    public static HistoryQuery all() {
        return new HistoryQuery(EnumSet.allOf(EntryType.class), null, null, null, PageSize.DEFAULT);
    }

    /**
     * Returns this query for some types of entries only.
     *
     * @param first a type
     * @param more further types
     * @return the new query
     */
    public HistoryQuery ofType(EntryType first, EntryType... more) {
        return new HistoryQuery(EnumSet.of(first, more), from, until, after, limit);
    }

    /**
     * Returns this query for what was recorded at an instant or later.
     *
     * @param instant the bound, inclusive, a whole microsecond
     * @return the new query
     * @throws IllegalArgumentException if the instant is not storable
     */
    public HistoryQuery from(Instant instant) {
        return new HistoryQuery(types, Objects.requireNonNull(instant, "instant"), until, after, limit);
    }

    /**
     * Returns this query for what was recorded before an instant.
     *
     * @param instant the bound, exclusive, a whole microsecond
     * @return the new query
     * @throws IllegalArgumentException if the instant is not storable
     */
    public HistoryQuery until(Instant instant) {
        return new HistoryQuery(types, from, Objects.requireNonNull(instant, "instant"), after, limit);
    }

    /**
     * Returns this query for the page after a cursor.
     *
     * @param cursor from the page before
     * @return the new query
     */
    public HistoryQuery after(Cursor cursor) {
        return new HistoryQuery(types, from, until, Objects.requireNonNull(cursor, "cursor"), limit);
    }

    /**
     * Returns this query with another page size.
     *
     * @param newLimit how many, from 1 to 1,000
     * @return the new query
     * @throws IllegalArgumentException if the limit is out of range
     */
    public HistoryQuery limit(int newLimit) {
        return new HistoryQuery(types, from, until, after, newLimit);
    }

    private static void requireStorable(String what, @Nullable Instant instant) {
        if (instant != null) {
            LedgerTime.requireStorable(what, instant);
        }
    }
}
