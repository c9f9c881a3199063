package io.creditledger.testkit.contract.conformance;

import java.time.Instant;
import java.util.List;

/**
 * Looks at the account.
 *
 * @param at what the clock shows; or, if it shows a later instant already, the instant to look back to
 */
record ExpectStep(Instant at, List<Expectation> expectations) implements Step {
    ExpectStep {
        expectations = List.copyOf(expectations);
        if (expectations.isEmpty()) {
            throw new MalformedCaseException("nothing is expected at " + at);
        }
    }

    @Override
    public void run(CaseRun run) {
        if (at.isBefore(run.now())) {
            expectations.forEach(expectation -> expectation.checkAsOf(at, run));
        } else {
            run.moveClock(at);
            run.assertGrantsSumToBalance();
            expectations.forEach(expectation -> expectation.check(run));
        }
    }
}
