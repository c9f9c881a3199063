package io.creditledger.testkit.contract.conformance;

import java.time.Instant;

/** One operation of a case: what it asks of the ledger. */
sealed interface Step permits GrantStep, ChargeStep, ExpectStep {
    /** What the clock shows. */
    Instant at();

    void run(CaseRun run);
}
