package io.creditledger.jdbc;

/**
 * A part of the usable grants of an account, in consumption order. Each page is larger than the one before.
 *
 * @param offset how many grants come before it
 * @param size how many it holds at most
 */
record GrantPage(int offset, int size) {
    /**
     * Holds what a charge of a hundred takes of grants of ten, the first of which may be partly used, and one more, which may
     * expire while the lock is awaited.
     */
    static final GrantPage FIRST = new GrantPage(0, 12);

    private static final int GROWTH = 8;
    private static final int LARGEST = 8_192;

    GrantPage next() {
        return new GrantPage(end(), Math.min(size * GROWTH, LARGEST));
    }

    /** How many grants an account has at least, if it may have more than this page and those before it. */
    int end() {
        return offset + size;
    }
}
