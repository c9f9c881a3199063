package io.creditledger.testkit.contract.model;

import io.creditledger.Shortfall;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A sequence of steps, the prices under which they happen, and what becomes of shortfalls at the beginning. */
record SellingScenario(ModelPrices prices, Shortfall shortfall, List<SellingStep> steps) {
    SellingScenario {
        steps = List.copyOf(steps);
    }

    /** One line for each step, as a failure is to be read. */
    @Override
    public String toString() {
        return IntStream.range(0, steps.size())
                .mapToObj(i -> (i + 1) + ". " + steps.get(i))
                .collect(Collectors.joining("\n", shortfall + " under " + prices + "\n", ""));
    }
}
