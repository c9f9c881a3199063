package io.creditledger.testkit.grouped;

import io.creditledger.testkit.contract.LedgerFixture;
import io.creditledger.testkit.contract.model.LedgerProperties;

class InMemoryGroupedLedgerPropertiesTest extends LedgerProperties {
    @Override
    protected LedgerFixture fixture() {
        return new GroupedFixture();
    }

    @Override
    protected int tries() {
        return Integer.getInteger(TRIES, 300);
    }
}
