package io.creditledger;

/** How many elements a page may have. */
final class PageSize {
    static final int DEFAULT = 100;
    static final int MAX = 1_000;

    private PageSize() {}

    static void require(int limit) {
        if (limit < 1 || limit > MAX) {
            throw new IllegalArgumentException("limit must be from 1 to " + MAX + ", but was " + limit);
        }
    }
}
