package io.creditledger.jdbc;

import io.creditledger.testkit.contract.LedgerFixture;
import io.creditledger.testkit.contract.model.SellingProperties;

class H2GroupedSellingPropertiesTest extends SellingProperties {
    @Override
    protected LedgerFixture fixture() {
        return new JdbcFixture.GroupedH2();
    }

    @Override
    protected int tries() {
        return Integer.getInteger(TRIES, 50);
    }
}
