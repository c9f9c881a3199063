package io.creditledger.jdbc;

import io.creditledger.testkit.contract.LedgerContract;
import io.creditledger.testkit.contract.LedgerUnderTest;

@LedgerUnderTest(JdbcFixture.H2.class)
class H2LedgerTest extends LedgerContract {}
