package io.creditledger;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A part of a longer answer.
 *
 * @param items the elements, in the answer's order
 * @param last where to go on; null if nothing follows
 * @param <T> the type of the elements
 */
public record Page<T>(List<T> items, @Nullable Cursor last) {
    public Page {
        items = List.copyOf(items);
    }

    /**
     * Returns where the next page begins.
     *
     * @return the cursor to ask on with; empty if this page is the last one
     */
    public Optional<Cursor> next() {
        return Optional.ofNullable(last);
    }
}
