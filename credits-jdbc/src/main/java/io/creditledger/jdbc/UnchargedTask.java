package io.creditledger.jdbc;

import io.creditledger.AccountId;
import io.creditledger.Credits;
import io.creditledger.TaskId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A task that is done and not charged.
 *
 * @param task the task
 * @param account who is to pay; null only where a host's own table names nobody
 * @param completedAt when it was done; null only where a host's own table does not say
 * @param calculated its price; null only where a host's own table does not say
 */
public record UnchargedTask(
        TaskId task,
        @Nullable AccountId account,
        @Nullable Instant completedAt,
        @Nullable Credits calculated) {
    public UnchargedTask {
        Objects.requireNonNull(task, "task");
    }
}
