package io.creditledger.testkit.contract.conformance;

import io.creditledger.testkit.contract.LedgerFixture;
import io.creditledger.testkit.contract.LedgerInvariants;
import java.util.List;

/**
 * One case.
 *
 * @param steps what is done and expected, in this order
 */
record ConformanceCase(List<Step> steps) {
    ConformanceCase {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new MalformedCaseException("a case has at least one step");
        }
    }

    void run(LedgerFixture fixture) {
        fixture.reset();
        CaseRun run = new CaseRun(fixture, steps.get(0).at());
        steps.forEach(step -> step.run(run));
        LedgerInvariants.assertHold(fixture.store());
    }
}
