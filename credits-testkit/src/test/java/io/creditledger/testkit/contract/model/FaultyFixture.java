package io.creditledger.testkit.contract.model;

import io.creditledger.CreditLedger;
import io.creditledger.CreditPolicy;
import io.creditledger.engine.StoredLedger;
import io.creditledger.spi.CreditStore;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/** Hands over a ledger over the in-memory store behind another store, which may do something wrong. */
final class FaultyFixture extends InMemoryFixture {
    private final UnaryOperator<CreditStore> fault;

    FaultyFixture(UnaryOperator<CreditStore> fault) {
        this.fault = fault;
    }

    @Override
    public CreditLedger ledger(CreditPolicy policy, InstantSource clock) {
        return new StoredLedger(fault.apply(store), policy, clock);
    }
}
