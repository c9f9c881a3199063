package io.creditledger.jdbc;

import io.creditledger.testkit.contract.LedgerUnderTest;
import io.creditledger.testkit.contract.conformance.ConformanceContract;

@LedgerUnderTest(JdbcFixture.GroupedPostgres.class)
class PostgresGroupedConformanceTest extends ConformanceContract {}
