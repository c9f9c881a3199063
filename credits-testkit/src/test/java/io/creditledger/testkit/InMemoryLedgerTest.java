package io.creditledger.testkit;

import io.creditledger.CreditLedger;
import io.creditledger.CreditPolicy;
import io.creditledger.engine.StoredLedger;
import io.creditledger.spi.CreditStore;
import io.creditledger.testkit.InMemoryLedgerTest.InMemoryFixture;
import io.creditledger.testkit.contract.LedgerContract;
import io.creditledger.testkit.contract.LedgerFixture;
import io.creditledger.testkit.contract.LedgerUnderTest;
import java.time.InstantSource;

@LedgerUnderTest(InMemoryFixture.class)
class InMemoryLedgerTest extends LedgerContract {

    /** Hands over the in-memory store. */
    public static final class InMemoryFixture implements LedgerFixture {
        private final InMemoryStore store = new InMemoryStore();

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
}
