package io.creditledger.jdbc;

import io.creditledger.testkit.contract.LedgerFixture;
import io.creditledger.testkit.contract.model.LedgerProperties;

class H2GroupedPropertiesTest extends LedgerProperties {
    @Override
    protected LedgerFixture fixture() {
        return new JdbcFixture.GroupedH2();
    }

    @Override
    protected int tries() {
        return Integer.getInteger(TRIES, 50);
    }
}
