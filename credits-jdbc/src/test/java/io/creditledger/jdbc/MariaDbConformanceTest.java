package io.creditledger.jdbc;

import io.creditledger.testkit.contract.LedgerUnderTest;
import io.creditledger.testkit.contract.conformance.ConformanceContract;

@LedgerUnderTest(JdbcFixture.MariaDb.class)
class MariaDbConformanceTest extends ConformanceContract {}
