package io.creditledger.testkit.contract.conformance;

import io.creditledger.testkit.contract.LedgerUnderTest;
import io.creditledger.testkit.contract.model.InMemoryFixture;

@LedgerUnderTest(InMemoryFixture.class)
class InMemoryConformanceTest extends ConformanceContract {}
