package io.creditledger.jdbc;

import io.creditledger.Grant;
import io.creditledger.IdempotencyKey;
import io.creditledger.Task;
import io.creditledger.TaskId;
import io.creditledger.spi.Demand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was read at first for a demand: used keys, grants and tasks. Those that were read ahead of the lock answer a demand as
 * of a later instant too, after which all reads go on as of the first.
 *
 * @param demand what was demanded
 * @param used the used keys, by the numbers of their transactions
 * @param grants the grants, of this and of further pages
 * @param tasks the tasks
 */
record FirstReads(Demand demand, Map<Long, IdempotencyKey> used, List<Grant> grants, Map<TaskId, Task> tasks) {
    /** Grants that become effective so soon are read too, since a lock may be awaited so long. */
    static final Duration READ_AHEAD = Duration.ofMinutes(1);

    /** Nothing is read yet. */
    FirstReads(Demand demand) {
        this(demand, new HashMap<>(), new ArrayList<>(), new HashMap<>());
    }

    /** Whether they are what another demand asks for, which may only be somewhat later. */
    boolean answer(Demand later) {
        return !later.at().isBefore(demand.at())
                && !later.at().isAfter(demand.at().plus(READ_AHEAD))
                && demand.at(later.at()).equals(later);
    }
}
