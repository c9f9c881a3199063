package io.creditledger.jdbc;

import io.creditledger.testkit.contract.LedgerUnderTest;
import io.creditledger.testkit.contract.conformance.ConformanceContract;

@LedgerUnderTest(JdbcFixture.GroupedMySql.class)
class MySqlGroupedConformanceTest extends ConformanceContract {}
