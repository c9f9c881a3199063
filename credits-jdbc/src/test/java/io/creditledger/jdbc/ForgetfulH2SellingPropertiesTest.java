package io.creditledger.jdbc;

import io.creditledger.testkit.contract.LedgerFixture;
import io.creditledger.testkit.contract.model.SellingProperties;

class ForgetfulH2SellingPropertiesTest extends SellingProperties {
    @Override
    protected LedgerFixture fixture() {
        return new JdbcFixture.ForgetfulH2();
    }

    @Override
    protected int tries() {
        return Integer.getInteger(TRIES, 50);
    }
}
