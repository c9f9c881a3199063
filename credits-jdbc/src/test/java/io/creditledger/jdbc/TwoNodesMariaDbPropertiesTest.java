package io.creditledger.jdbc;

import io.creditledger.testkit.contract.LedgerFixture;
import io.creditledger.testkit.contract.model.LedgerProperties;

class TwoNodesMariaDbPropertiesTest extends LedgerProperties {
    @Override
    protected LedgerFixture fixture() {
        return new TwoNodesFixture(new JdbcFixture.MariaDb());
    }

    @Override
    protected int tries() {
        return Integer.getInteger(TRIES, 60);
    }
}
