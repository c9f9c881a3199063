package io.creditledger.testkit.contract.conformance;

import io.creditledger.Credits;
import java.time.Instant;

/**
 * Charges credits.
 *
 * @param id the case's name of the charge
 * @param isRejected true if the ledger must refuse
 */
record ChargeStep(Instant at, String id, Credits amount, boolean isRejected) implements Step {
    @Override
    public void run(CaseRun run) {
        run.attempt(this, isRejected, ledger -> {
            run.made(
                    id,
                    ledger.charge(run.account(), amount, CaseRun.chargeKey(id)).charge());
        });
    }
}
