package io.creditledger.jdbc;

import io.creditledger.testkit.contract.LedgerFixture;
import io.creditledger.testkit.contract.model.SellingProperties;

class PostgresGroupedSellingPropertiesTest extends SellingProperties {
    @Override
    protected LedgerFixture fixture() {
        return new JdbcFixture.GroupedPostgres();
    }

    @Override
    protected int tries() {
        return Integer.getInteger(TRIES, 50);
    }
}
