package io.creditledger.jdbc;

import io.creditledger.testkit.contract.LedgerFixture;
import io.creditledger.testkit.contract.model.LedgerProperties;

class TwoNodesPostgresPropertiesTest extends LedgerProperties {
    @Override
    protected LedgerFixture fixture() {
        return new TwoNodesFixture(new JdbcFixture.Postgres());
    }

    @Override
    protected int tries() {
        return Integer.getInteger(TRIES, 150);
    }
}
