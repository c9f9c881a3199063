package io.creditledger.examples;

import io.creditledger.testkit.contract.LedgerContract;
import io.creditledger.testkit.contract.LedgerUnderTest;

// snippet: contract
@LedgerUnderTest(InMemoryFixture.class)
class StoreOfOnesOwnTest extends LedgerContract {}
// end
