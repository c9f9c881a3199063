package io.creditledger.jdbc;

import io.creditledger.testkit.contract.LedgerUnderTest;
import io.creditledger.testkit.contract.conformance.ConformanceContract;

@LedgerUnderTest(JdbcFixture.H2.class)
class H2ConformanceTest extends ConformanceContract {}
