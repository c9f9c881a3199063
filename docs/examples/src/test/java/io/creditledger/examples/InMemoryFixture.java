package io.creditledger.examples;

import io.creditledger.CreditLedger;
import io.creditledger.CreditPolicy;
import io.creditledger.engine.StoredLedger;
import io.creditledger.spi.CreditStore;
import io.creditledger.testkit.InMemoryStore;
import io.creditledger.testkit.contract.LedgerFixture;
import java.time.InstantSource;

// snippet: fixture
/** Hands the contract a store of one's own; here it is the in-memory one. */
public final class InMemoryFixture implements LedgerFixture {
    private final InMemoryStore store = new InMemoryStore();

    /** Makes an empty store. */
    public InMemoryFixture() {}

    @Override
    public void reset() {
        store.clear();
    }

    @Override
    public CreditLedger ledger(CreditPolicy policy, InstantSource clock) {
        return new StoredLedger(store, policy, clock);
    }

    @Override
    public CreditStore store() {
        return store;
    }
}
// end
