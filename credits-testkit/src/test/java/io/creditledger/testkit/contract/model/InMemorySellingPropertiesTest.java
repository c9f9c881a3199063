package io.creditledger.testkit.contract.model;

import io.creditledger.testkit.contract.LedgerFixture;

class InMemorySellingPropertiesTest extends SellingProperties {
    @Override
    protected LedgerFixture fixture() {
        return new InMemoryFixture();
    }

    @Override
    protected int tries() {
        return Integer.getInteger(TRIES, 5_000);
    }
}
