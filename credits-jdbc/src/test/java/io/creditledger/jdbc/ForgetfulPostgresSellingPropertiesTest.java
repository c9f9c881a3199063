package io.creditledger.jdbc;

import io.creditledger.testkit.contract.LedgerFixture;
import io.creditledger.testkit.contract.model.SellingProperties;

class ForgetfulPostgresSellingPropertiesTest extends SellingProperties {
    @Override
    protected LedgerFixture fixture() {
        return new JdbcFixture.ForgetfulPostgres();
    }

    @Override
    protected int tries() {
        return Integer.getInteger(TRIES, 25);
    }
}
