package io.creditledger.testkit.contract.model;

import io.creditledger.CreditLedger;
import io.creditledger.CreditPolicy;
import io.creditledger.engine.StoredLedger;
import io.creditledger.spi.CreditStore;
import io.creditledger.testkit.InMemoryStore;
import io.creditledger.testkit.contract.LedgerFixture;
import java.time.InstantSource;

/** Hands over a ledger over the in-memory store. */
public class InMemoryFixture implements LedgerFixture {
    final InMemoryStore store = new InMemoryStore();

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
