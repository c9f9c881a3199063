package io.creditledger;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A part of a longer list of tasks.
 *
 * @param tasks the tasks, in an order of the store's own that does not change
 * @param last where to go on; null if nothing follows
 */
public record TaskPage(List<Task> tasks, @Nullable TaskCursor last) {
    /** Copies the tasks. */
    public TaskPage {
        tasks = List.copyOf(tasks);
    }

    /**
     * Returns where the next page begins.
     *
     * @return the cursor to ask on with; empty if this page is the last one
     */
    public Optional<TaskCursor> next() {
        return Optional.ofNullable(last);
    }
}
