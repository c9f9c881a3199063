package io.creditledger.jdbc;

import io.creditledger.testkit.contract.LedgerFixture;
import io.creditledger.testkit.contract.model.SellingProperties;

class TwoNodesH2SellingPropertiesTest extends SellingProperties {
    @Override
    protected LedgerFixture fixture() {
        return new TwoNodesFixture(new JdbcFixture.H2());
    }

    @Override
    protected int tries() {
        return Integer.getInteger(TRIES, 120);
    }
}
