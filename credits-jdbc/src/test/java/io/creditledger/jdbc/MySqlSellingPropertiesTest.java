package io.creditledger.jdbc;

import io.creditledger.testkit.contract.LedgerFixture;
import io.creditledger.testkit.contract.model.SellingProperties;

class MySqlSellingPropertiesTest extends SellingProperties {
    @Override
    protected LedgerFixture fixture() {
        return new JdbcFixture.MySql();
    }
}
