package io.creditledger.jdbc;

import static io.creditledger.jdbc.schema.Tables.CREDIT_GRANT;

import io.creditledger.Entry;
import io.creditledger.Grant;
import io.creditledger.IdempotencyKey;
import io.creditledger.Task;
import io.creditledger.TaskId;
import io.creditledger.spi.Demand;
import io.creditledger.spi.Loaded;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What has been read so far of what was demanded of one account. */
final class Answer {
    private final Demand demand;
    private final List<Grant> grants = new ArrayList<>();
    private final Map<Long, IdempotencyKey> used = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private final Map<TaskId, Task> tasks = new HashMap<>();

    Answer(Demand demand) {
        this.demand = demand;
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
