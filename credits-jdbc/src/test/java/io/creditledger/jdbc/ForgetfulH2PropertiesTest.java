package io.creditledger.jdbc;

import io.creditledger.testkit.contract.LedgerFixture;
import io.creditledger.testkit.contract.model.LedgerProperties;

class ForgetfulH2PropertiesTest extends LedgerProperties {
    @Override
    protected LedgerFixture fixture() {
        return new JdbcFixture.ForgetfulH2();
    }

    @Override
    protected int tries() {
        return Integer.getInteger(TRIES, 100);
    }
}
