package io.creditledger.jdbc;

import static io.creditledger.jdbc.schema.Tables.CREDIT_GRANT;

import io.creditledger.Entry;
import io.creditledger.Grant;
import io.creditledger.IdempotencyKey;
import io.creditledger.spi.Account;
import io.creditledger.spi.Demand;
import io.creditledger.spi.Loaded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The answer to what is demanded of one account, as far as it has been read. */
final class Answer {
    private final Demand demand;
    private final ReadSoFar read;
    private final List<Entry> entries = new ArrayList<>();
    private @Nullable KnownGrants recalled;

    private Answer(Demand demand, ReadSoFar read) {
        this.demand = demand;
        this.read = read;
    }

    /** Nothing is read yet. */
    static Answer to(Demand demand) {
        return new Answer(demand, new ReadSoFar(demand));
    }

    /** Returns the answer to a later demand, which begins with what was read for this one if that serves. */
    Answer answerTo(Demand later) {
        return read.serves(later) ? new Answer(later, read) : to(later);
    }

    ReadSoFar read() {
        return read;
    }

    boolean lacksGrants() {
        return !read.knowsGrants();
    }

    boolean lacksTasks() {
        return !read.knowsTasks() && !demand.tasks().isEmpty();
    }

    /** Takes the grants that are remembered, and presumes that no demanded key was used. */
    void recall(KnownGrants known) {
        recalled = known;
        read.recall(known);
    }

    /** What was recalled; null if the grants were read. */
    @Nullable KnownGrants recalled() {
        return recalled;
    }

    /** Whether usable grants were read, and nothing but them. */
    boolean hasReadUsableGrants() {
        return demand.due() == 0 && !demand.needed().isZero();
    }

    /** Returns what to remember of the usable grants that were read. Nobody promises in what order their rows came. */
    KnownGrants knownGrants(Account row, List<IdempotencyKey> keys, int calm) {
        List<Grant> inOrder = new ArrayList<>(read.grants());
        inOrder.sort(demand.order().comparator());
        boolean isAll = inOrder.size() < GrantPage.FIRST.end();
        return new KnownGrants(row, demand.order(), read.since(), inOrder, isAll, keys, calm);
    }

    /** The demanded keys that were used before. */
    Collection<IdempotencyKey> usedKeys() {
        return read.used().values();
    }

    /** The instant from which on the grants are usable that are read. */
    Instant since() {
        return read.since();
    }

    Demand demand() {
        return demand;
    }

    /** The numbers of the transactions whose keys are demanded. */
    Set<Long> usedBy() {
        return read.used().keySet();
    }

    /** Adds a used key, which comes in the shape of a grant without a source, or a grant. */
    void addKeyOrGrant(Row row) {
        if (row.get(CREDIT_GRANT.SOURCE) == null) {
            read.addKey(row.get(CREDIT_GRANT.GRANT_NO), new IdempotencyKey(row.get(CREDIT_GRANT.GRANT_ID)));
        } else {
            addGrant(row);
        }
    }

    void addGrant(Row row) {
        read.addGrant(GrantRows.fromRow(demand.account(), row));
    }

    void addEntry(Row row) {
        entries.add(EntryRows.fromRow(row));
    }

    void addTask(Row row) {
        read.addTask(TaskRows.fromRow(row));
    }

    /** Whether there may be usable grants after this page, and they are needed: what is only replayed needs none. */
    boolean needsMoreAfter(GrantPage page) {
        return read.grants().size() >= page.end() && !isReplayed() && !KnownGrants.holdEnough(read.grants(), demand);
    }

    private boolean isReplayed() {
        return !read.used().isEmpty()
                && read.used().size() == demand.keys().size()
                && demand.tasks().isEmpty();
    }

    Loaded loaded() {
        entries.sort(Comparator.comparingLong(Entry::seq).thenComparingInt(Entry::line));
        Map<IdempotencyKey, List<Entry>> earlier = new HashMap<>();
        for (Entry entry : entries) {
            earlier.computeIfAbsent(read.used().get(entry.seq()), key -> new ArrayList<>(1))
                    .add(entry);
        }
        return new Loaded(read.grants(), earlier, read.tasks());
    }
}
