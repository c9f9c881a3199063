package io.creditledger.jdbc.legacy;

import java.util.List;
import java.util.Objects;

/**
 * Rows of a legacy database that are wrong in one way.
 *
 * @param kind in which way
 * @param count how many there are, at least 1
 * @param samples the ids of some of them: of the user, transaction or task that the kind speaks of
 */
public record DirtyRows(DirtyKind kind, long count, List<String> samples) {
    /**
     * Checks the rows.
     *
     * @throws IllegalArgumentException if there are none, or more samples than rows
     */
    public DirtyRows {
        Objects.requireNonNull(kind, "kind");
        samples = List.copyOf(samples);
        if (count < 1 || samples.size() > count) {
            throw new IllegalArgumentException(
                    "there must be at least 1 row and not more samples than rows, but there are " + count + " rows and "
                            + samples.size() + " samples of " + kind);
        }
    }
}
