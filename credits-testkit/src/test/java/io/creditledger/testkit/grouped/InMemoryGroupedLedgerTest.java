package io.creditledger.testkit.grouped;

import io.creditledger.testkit.contract.LedgerContract;
import io.creditledger.testkit.contract.LedgerUnderTest;

@LedgerUnderTest(GroupedFixture.class)
class InMemoryGroupedLedgerTest extends LedgerContract {}
