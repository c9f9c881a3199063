package io.creditledger.jdbc;

import io.creditledger.testkit.contract.LedgerContract;
import io.creditledger.testkit.contract.LedgerUnderTest;

@LedgerUnderTest(JdbcFixture.GroupedMySql.class)
class MySqlGroupedLedgerTest extends LedgerContract {}
