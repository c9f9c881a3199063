package io.creditledger.testkit.grouped;

import io.creditledger.testkit.contract.LedgerUnderTest;
import io.creditledger.testkit.contract.conformance.ConformanceContract;

@LedgerUnderTest(GroupedFixture.class)
class InMemoryGroupedConformanceTest extends ConformanceContract {}
