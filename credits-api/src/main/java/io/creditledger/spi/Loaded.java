package io.creditledger.spi;

import io.creditledger.Entry;
import io.creditledger.Grant;
import io.creditledger.IdempotencyKey;
import io.creditledger.Task;
import io.creditledger.TaskId;
import java.util.List;
import java.util.Map;

/**
 * The answer to a {@link Demand}.
 *
 * @param grants at least the usable grants that come first in the demanded order until the needed amount remains in
 *     them, or all of them; and the due grants that were asked for. Further grants of the account do no harm
 * @param earlier for each demanded key that was used before, the entries of its transaction in the order of their lines
 * @param tasks the demanded tasks that there are, by id
 */
public record Loaded(List<Grant> grants, Map<IdempotencyKey, List<Entry>> earlier, Map<TaskId, Task> tasks) {
    public Loaded {
        grants = List.copyOf(grants);
        earlier = Map.copyOf(earlier);
        tasks = Map.copyOf(tasks);
    }
}
