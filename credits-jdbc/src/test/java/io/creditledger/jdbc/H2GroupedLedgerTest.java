package io.creditledger.jdbc;

import io.creditledger.testkit.contract.LedgerContract;
import io.creditledger.testkit.contract.LedgerUnderTest;

@LedgerUnderTest(JdbcFixture.GroupedH2.class)
class H2GroupedLedgerTest extends LedgerContract {}
