package io.creditledger.jdbc;

import io.creditledger.testkit.contract.LedgerFixture;
import io.creditledger.testkit.contract.model.LedgerProperties;

class MariaDbGroupedPropertiesTest extends LedgerProperties {
    @Override
    protected LedgerFixture fixture() {
        return new JdbcFixture.GroupedMariaDb();
    }

    @Override
    protected int tries() {
        return Integer.getInteger(TRIES, 50);
    }
}
