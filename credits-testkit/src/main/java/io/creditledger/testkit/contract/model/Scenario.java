package io.creditledger.testkit.contract.model;

import io.creditledger.CreditPolicy;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A sequence of steps, the policy under which they happen, and when they begin. */
record Scenario(CreditPolicy policy, Instant start, List<Step> steps) {
    Scenario {
        steps = List.copyOf(steps);
    }

    /** One line for each step, as a failure is to be read. */
    @Override
    public String toString() {
        return IntStream.range(0, steps.size())
                .mapToObj(i -> (i + 1) + ". " + steps.get(i))
                .collect(Collectors.joining("\n", "from " + start + " under " + policy + "\n", ""));
    }
}
