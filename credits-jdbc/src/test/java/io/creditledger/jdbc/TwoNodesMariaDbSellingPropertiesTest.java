package io.creditledger.jdbc;

import io.creditledger.testkit.contract.LedgerFixture;
import io.creditledger.testkit.contract.model.SellingProperties;

class TwoNodesMariaDbSellingPropertiesTest extends SellingProperties {
    @Override
    protected LedgerFixture fixture() {
        return new TwoNodesFixture(new JdbcFixture.MariaDb());
    }

    @Override
    protected int tries() {
        return Integer.getInteger(TRIES, 40);
    }
}
