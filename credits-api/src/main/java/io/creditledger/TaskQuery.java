package io.creditledger;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks to list.
 *
 * @param kind which of them
 * @param account only this account's; null: all accounts'
 * @param startedBefore only those that started before this instant; null: no bound
 * @param after the cursor of the page before; null: begin with the first
 * @param limit how many, from 1 to 1,000
 */
public record TaskQuery(
        Kind kind,
        @Nullable AccountId account,
        @Nullable Instant startedBefore,
        @Nullable TaskCursor after,
        int limit) {

    /** Kinds of tasks. */
    public enum Kind {
        /** All tasks. */
        ANY,
        /** Those that have not ended. */
        RUNNING,
        /** Those that are completed but not charged. */
        UNCHARGED,
        /** Those that are completed and charged. */
        CHARGED
    }

    /**
     * Checks the query.
     *
     * @throws IllegalArgumentException if the instant is not storable or the limit out of range
     */
    public TaskQuery {
        Objects.requireNonNull(kind, "kind");
        if (startedBefore != null) {
            LedgerTime.requireStorable("startedBefore", startedBefore);
        }
        PageSize.require(limit);
    }

    /**
     * Returns a query for tasks of a kind, 100 a page.
     *
     * @param kind which of them
     * @return the query
     */
    public static TaskQuery of(Kind kind) {
        return new TaskQuery(kind, null, null, null, PageSize.DEFAULT);
    }

    /**
     * Returns this query for one account's tasks.
     *
     * @param id the account
     * @return the new query
     */
    public TaskQuery of(AccountId id) {
        return new TaskQuery(kind, Objects.requireNonNull(id, "id"), startedBefore, after, limit);
    }

    /**
     * Returns this query for tasks that started before an instant.
     *
     * @param instant the bound, exclusive, a whole microsecond
     * @return the new query
     * @throws IllegalArgumentException if the instant is not storable
     */
    public TaskQuery startedBefore(Instant instant) {
        return new TaskQuery(kind, account, Objects.requireNonNull(instant, "instant"), after, limit);
    }

    /**
     * Returns this query for the page after a cursor.
     *
     * @param cursor from the page before
     * @return the new query
     */
    public TaskQuery after(TaskCursor cursor) {
        return new TaskQuery(kind, account, startedBefore, Objects.requireNonNull(cursor, "cursor"), limit);
    }

    /**
     * Returns this query with another page size.
     *
     * @param newLimit how many, from 1 to 1,000
     * @return the new query
     * @throws IllegalArgumentException if the limit is out of range
     */
    public TaskQuery limit(int newLimit) {
        return new TaskQuery(kind, account, startedBefore, after, newLimit);
    }
}
