package io.creditledger.testkit.contract.conformance;

import io.creditledger.Credits;
import io.creditledger.Expiry;
import io.creditledger.GrantCredits;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Grants credits.
 *
 * @param id the case's name of the grant
 * @param source where the credits come from
 * @param effective null: at once
 * @param isRejected true if the ledger must refuse
 */
record GrantStep(
        Instant at,
        String id,
        Credits amount,
        String source,
        int priority,
        @Nullable Instant effective,
        Expiry expiry,
        boolean isRejected)
        implements Step {

    @Override
    public void run(CaseRun run) {
        GrantCredits request = GrantCredits.of(run.account(), amount, source, CaseRun.grantKey(id))
                .withPriority(priority)
                .expiring(expiry);
        run.attempt(this, isRejected, ledger -> ledger.grant(withEffective(request)));
    }

    private GrantCredits withEffective(GrantCredits request) {
        return effective == null ? request : request.effectiveFrom(effective);
    }
}
