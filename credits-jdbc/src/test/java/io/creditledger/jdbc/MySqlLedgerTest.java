package io.creditledger.jdbc;

import io.creditledger.testkit.contract.LedgerContract;
import io.creditledger.testkit.contract.LedgerUnderTest;

@LedgerUnderTest(JdbcFixture.MySql.class)
class MySqlLedgerTest extends LedgerContract {}
