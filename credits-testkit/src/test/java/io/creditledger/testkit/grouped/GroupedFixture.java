package io.creditledger.testkit.grouped;

import io.creditledger.CreditLedger;
import io.creditledger.CreditPolicy;
import io.creditledger.GroupCommit;
import io.creditledger.spi.CreditStore;
import io.creditledger.testkit.InMemoryStore;
import io.creditledger.testkit.contract.LedgerFixture;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Hands over ledgers that commit in groups, over the in-memory store. */
public final class GroupedFixture implements LedgerFixture, AutoCloseable {
    private final InMemoryStore store = new InMemoryStore();
    private final Queue<GroupedLedger> ledgers = new ConcurrentLinkedQueue<>();

    @Override
    public void reset() {
        close();
        store.clear();
    }

    @Override
    public CreditLedger ledger(CreditPolicy policy, InstantSource clock) {
        GroupedLedger ledger = new GroupedLedger(store, policy, clock, GroupCommit.DEFAULTS.committers(3));
        ledgers.add(ledger);
        return ledger;
    }

    @Override
    public CreditStore store() {
        return store;
    }

    @Override
    public void close() {
        for (GroupedLedger ledger = ledgers.poll(); ledger != null; ledger = ledgers.poll()) {
            ledger.close();
        }
    }
}
