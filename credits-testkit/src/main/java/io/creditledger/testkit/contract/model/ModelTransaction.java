package io.creditledger.testkit.contract.model;

import io.creditledger.Allocation;
import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.EntryType;
import io.creditledger.Grant;
import io.creditledger.GrantId;
import io.creditledger.GrantTerms;
import io.creditledger.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The next lines of an account's journal, all with one seq and one instant; the first bears the request. */
final class ModelTransaction {
    private final long seq;
    private final Instant at;
    private final @Nullable Request request;
    private int line;
    private ModelJournal journal;

    ModelTransaction(ModelJournal before, Instant at, @Nullable Request request) {
        this.journal = before;
        this.seq = before.lastSeq() + 1;
        this.at = at;
        this.request = request;
    }

    /** The journal with the lines so far. */
    ModelJournal journal() {
        return journal;
    }

    void note(EntryType type) {
        add(type, null, 0, at, null);
    }

    void grant(GrantId id, Credits amount, Instant effective, GrantTerms terms) {
        add(EntryType.GRANT, id, amount.value(), effective, terms);
    }

    void charge(Allocation allocation) {
        add(EntryType.CHARGE, allocation.grant(), -allocation.amount().value(), at, null);
    }

    void expire(Grant grant) {
        Instant expires = grant.expiry().instant().orElseThrow();
        add(EntryType.EXPIRE, grant.id(), -grant.remaining().value(), expires, null);
    }

    private void add(
            EntryType type, @Nullable GrantId grant, long amount, Instant effectiveAt, @Nullable GrantTerms terms) {
        Credits balance = Credits.of(journal.total() + amount);
        Request asked = line == 0 ? request : null;
        List<Entry> entries = new ArrayList<>(journal.entries());
        entries.add(
                new Entry(journal.account(), seq, line, type, grant, amount, balance, effectiveAt, at, asked, terms));
        journal = new ModelJournal(journal.account(), entries);
        line++;
    }
}
