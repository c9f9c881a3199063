package io.creditledger.jdbc;

import static io.creditledger.jdbc.schema.Tables.CREDIT_GRANT;

import io.creditledger.Entry;
import io.creditledger.IdempotencyKey;
import io.creditledger.Task;
import io.creditledger.spi.Demand;
import io.creditledger.spi.Loaded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What has been read so far of what was demanded of one account. */
final class Answer {
    private final Demand demand;
    private final FirstReads first;
    private final boolean isBegun;
    private final List<Entry> entries = new ArrayList<>();

    private Answer(Demand demand, FirstReads first, boolean isBegun) {
        this.demand = demand;
        this.first = first;
        this.isBegun = isBegun;
    }

    /** Nothing is read yet. */
    static Answer to(Demand demand) {
        return new Answer(demand, new FirstReads(demand), false);
    }

    /** Begins with what was read for this answer, if that is what a later demand asks for. */
    Answer orTo(Demand later) {
        return first.answer(later) ? new Answer(later, first, true) : to(later);
    }

    /** Whether the used keys, the first grants and the tasks are there already. */
    boolean isBegun() {
        return isBegun;
    }

    /** The instant from which on the grants are usable that are read, all of whose pages must be pages of the same. */
    Instant since() {
        return first.demand().at();
    }

    Demand demand() {
        return demand;
    }

    /** The numbers of the transactions whose keys are demanded. */
    Set<Long> usedBy() {
        return first.used().keySet();
    }

    /** Adds a used key, which comes in the shape of a grant without a source, or a grant. */
    void addKeyOrGrant(Row row) {
        if (row.get(CREDIT_GRANT.SOURCE) == null) {
            first.used().put(row.get(CREDIT_GRANT.GRANT_NO), new IdempotencyKey(row.get(CREDIT_GRANT.GRANT_ID)));
        } else {
            addGrant(row);
        }
    }

    void addGrant(Row row) {
        first.grants().add(GrantRows.fromRow(demand.account(), row));
    }

    void addEntry(Row row) {
        entries.add(EntryRows.fromRow(row));
    }

    void addTask(Row row) {
        Task task = TaskRows.fromRow(row);
        first.tasks().put(task.id(), task);
    }

    /** Whether there may be usable grants after this page, and they are needed: what is only replayed needs none. */
    boolean needsMoreAfter(GrantPage page) {
        return first.grants().size() >= page.end()
                && !isReplayed()
                && usable() < demand.needed().value();
    }

    private boolean isReplayed() {
        return !first.used().isEmpty()
                && first.used().size() == demand.keys().size()
                && demand.tasks().isEmpty();
    }

    private long usable() {
        return first.grants().stream()
                .filter(grant -> grant.isUsableAt(demand.at()))
                .mapToLong(grant -> grant.remaining().value())
                .sum();
    }

    Loaded loaded() {
        entries.sort(Comparator.comparingLong(Entry::seq).thenComparingInt(Entry::line));
        Map<IdempotencyKey, List<Entry>> earlier = new HashMap<>();
        for (Entry entry : entries) {
            earlier.computeIfAbsent(first.used().get(entry.seq()), key -> new ArrayList<>(1))
                    .add(entry);
        }
        return new Loaded(first.grants(), earlier, first.tasks());
    }
}
