package io.creditledger.jdbc;

import static io.creditledger.jdbc.schema.Tables.CREDIT_GRANT;

import io.creditledger.Entry;
import io.creditledger.Grant;
import io.creditledger.IdempotencyKey;
import io.creditledger.Task;
import io.creditledger.TaskId;
import io.creditledger.spi.Demand;
import io.creditledger.spi.Loaded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What has been read so far of what was demanded of one account. */
final class Answer {
    /** Grants that become effective so soon are read too, since a lock may be awaited so long. */
    static final Duration READ_AHEAD = Duration.ofMinutes(1);

    private final Demand demand;
    private final Instant since;
    private final boolean isBegun;
    private final List<Grant> grants;
    private final Map<Long, IdempotencyKey> used;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<TaskId, Task> tasks;

    Answer(Demand demand) {
        this(demand, demand.at(), false, new ArrayList<>(), new HashMap<>(), new HashMap<>());
    }

    private Answer(
            Demand demand,
            Instant since,
            boolean isBegun,
            List<Grant> grants,
            Map<Long, IdempotencyKey> used,
            Map<TaskId, Task> tasks) {
        this.demand = demand;
        this.since = since;
        this.isBegun = isBegun;
        this.grants = grants;
        this.used = used;
        this.tasks = tasks;
    }

    /** Whether what was read for this demand is what another asks for, which may only be somewhat later. */
    boolean answers(Demand later) {
        return !later.at().isBefore(since)
                && !later.at().isAfter(since.plus(READ_AHEAD))
                && demand.at(later.at()).equals(later);
    }

    /** Returns an answer to a later demand that begins with what was read for this one. */
    Answer of(Demand later) {
        return new Answer(later, since, true, grants, used, tasks);
    }

    /** Whether the used keys, the first grants and the tasks are there already. */
    boolean isBegun() {
        return isBegun;
    }

    /** The instant from which on the grants are usable that are read, all of whose pages must be pages of the same. */
    Instant since() {
        return since;
    }

    Demand demand() {
        return demand;
    }

    /** The numbers of the transactions whose keys are demanded. */
    Set<Long> usedBy() {
        return used.keySet();
    }

    /** Adds a used key, which comes in the shape of a grant without a source, or a grant. */
    void addKeyOrGrant(Row row) {
        if (row.get(CREDIT_GRANT.SOURCE) == null) {
            used.put(row.get(CREDIT_GRANT.GRANT_NO), new IdempotencyKey(row.get(CREDIT_GRANT.GRANT_ID)));
        } else {
            addGrant(row);
        }
    }

    void addGrant(Row row) {
        grants.add(GrantRows.fromRow(demand.account(), row));
    }

    void addEntry(Row row) {
        entries.add(EntryRows.fromRow(row));
    }

    void addTask(Row row) {
        Task task = TaskRows.fromRow(row);
        tasks.put(task.id(), task);
    }

    /** Whether there may be usable grants after this page, and they are needed: what is only replayed needs none. */
    boolean needsMoreAfter(GrantPage page) {
        return grants.size() >= page.end()
                && !isReplayed()
                && usable() < demand.needed().value();
    }

    private boolean isReplayed() {
        return !used.isEmpty()
                && used.size() == demand.keys().size()
                && demand.tasks().isEmpty();
    }

    private long usable() {
        return grants.stream()
                .filter(grant -> grant.isUsableAt(demand.at()))
                .mapToLong(grant -> grant.remaining().value())
                .sum();
    }

    Loaded loaded() {
        entries.sort(Comparator.comparingLong(Entry::seq).thenComparingInt(Entry::line));
        Map<IdempotencyKey, List<Entry>> earlier = new HashMap<>();
        for (Entry entry : entries) {
            earlier.computeIfAbsent(used.get(entry.seq()), key -> new ArrayList<>(1))
                    .add(entry);
        }
        return new Loaded(grants, earlier, tasks);
    }
}
