package io.creditledger.jdbc;

import io.creditledger.testkit.contract.LedgerFixture;
import io.creditledger.testkit.contract.model.SellingProperties;

class TwoNodesPostgresSellingPropertiesTest extends SellingProperties {
    @Override
    protected LedgerFixture fixture() {
        return new TwoNodesFixture(new JdbcFixture.Postgres());
    }

    @Override
    protected int tries() {
        return Integer.getInteger(TRIES, 60);
    }
}
