package io.creditledger.jdbc;

import io.creditledger.testkit.contract.LedgerContract;
import io.creditledger.testkit.contract.LedgerUnderTest;

@LedgerUnderTest(JdbcFixture.GroupedMariaDb.class)
class MariaDbGroupedLedgerTest extends LedgerContract {}
