package io.creditledger;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which grants of an account to list. They come newest first.
 *
 * @param onlyOpen true: only those with something remaining, usable or not
 * @param after the cursor of the page before; null: begin with the newest
 * @param limit how many, from 1 to 1,000
 */
public record GrantQuery(boolean onlyOpen, @Nullable Cursor after, int limit) {
    /**
     * Checks the query.
     *
     * @throws IllegalArgumentException if the limit is out of range
     */
    public GrantQuery {
        PageSize.require(limit);
    }

    /**
     * Returns a query for all grants, 100 a page.
     *
     * @return the query
     */
    public static GrantQuery all() {
        return new GrantQuery(false, null, PageSize.DEFAULT);
    }

    /**
     * Returns a query for the grants with something remaining, 100 a page.
     *
     * @return the query
     */
    public static GrantQuery open() {
        return new GrantQuery(true, null, PageSize.DEFAULT);
    }

    /**
     * Returns this query for the page after a cursor.
     *
     * @param cursor from the page before
     * @return the new query
     */
    public GrantQuery after(Cursor cursor) {
        return new GrantQuery(onlyOpen, Objects.requireNonNull(cursor, "cursor"), limit);
    }

    /**
     * Returns this query with another page size.
     *
     * @param newLimit how many, from 1 to 1,000
     * @return the new query
     * @throws IllegalArgumentException if the limit is out of range
     */
    public GrantQuery limit(int newLimit) {
        return new GrantQuery(onlyOpen, after, newLimit);
    }
}
