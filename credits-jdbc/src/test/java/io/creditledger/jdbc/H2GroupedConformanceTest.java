package io.creditledger.jdbc;

import io.creditledger.testkit.contract.LedgerUnderTest;
import io.creditledger.testkit.contract.conformance.ConformanceContract;

@LedgerUnderTest(JdbcFixture.GroupedH2.class)
class H2GroupedConformanceTest extends ConformanceContract {}
