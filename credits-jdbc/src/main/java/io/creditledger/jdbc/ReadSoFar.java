package io.creditledger.jdbc;

import io.creditledger.Grant;
import io.creditledger.IdempotencyKey;
import io.creditledger.Task;
import io.creditledger.TaskId;
import io.creditledger.spi.Demand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What has been read so far of a locked account, or is remembered of it.
 *
 * <p>It is read for a demand. What was expected before the lock is read right after it was taken, before the clock is, and so
 * has to serve a demand as of a somewhat later instant; what is read after that goes on as of the first instant.
 */
final class ReadSoFar {
    /** Grants that become effective so soon are read too, since a lock may be awaited, and what is read is remembered. */
    static final Duration READ_AHEAD = Duration.ofDays(1);

    private final Demand demand;
    private final Map<Long, IdempotencyKey> used = new HashMap<>();
    private final List<Grant> grants = new ArrayList<>();
    private final Map<TaskId, Task> tasks = new HashMap<>();
    private Instant since;
    private boolean knowsGrants;
    private boolean knowsTasks;

    ReadSoFar(Demand demand) {
        this.demand = demand;
        this.since = demand.at();
    }

    /** Whether it serves another demand, which may only be somewhat later. */
    boolean serves(Demand later) {
        return !later.at().isBefore(demand.at())
                && !later.at().isAfter(demand.at().plus(READ_AHEAD))
                && demand.at(later.at()).equals(later);
    }

    /** The instant from which on the grants are usable, all of whose pages must be pages of the same. */
    Instant since() {
        return since;
    }

    /** Takes the grants that are remembered; no key is. */
    void recall(KnownGrants known) {
        since = known.since();
        grants.addAll(known.grants());
        knowsGrants = true;
    }

    /** Whether the demanded keys that were used, and the first of the demanded grants, are there. */
    boolean knowsGrants() {
        return knowsGrants;
    }

    void knowGrants() {
        knowsGrants = true;
    }

    /** Whether the demanded tasks are there. */
    boolean knowsTasks() {
        return knowsTasks;
    }

    void knowTasks() {
        knowsTasks = true;
    }

    void addKey(long seq, IdempotencyKey key) {
        used.put(seq, key);
    }

    void addGrant(Grant grant) {
        grants.add(grant);
    }

    void addTask(Task task) {
        tasks.put(task.id(), task);
    }

    /** The used keys, by the numbers of their transactions. */
    Map<Long, IdempotencyKey> used() {
        return used;
    }

    List<Grant> grants() {
        return grants;
    }

    Map<TaskId, Task> tasks() {
        return tasks;
    }
}
