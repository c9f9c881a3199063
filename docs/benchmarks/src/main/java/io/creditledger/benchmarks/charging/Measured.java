package io.creditledger.benchmarks.charging;

import io.creditledger.benchmarks.Fact;
import io.creditledger.benchmarks.Ratio;
import io.creditledger.benchmarks.Series;
import java.util.List;
import java.util.Optional;

/**
 * What was measured under several loads, to be compared.
 *
 * @param series what was measured
 */
record Measured(List<Series> series) {
    /** Compares two contestants under one load, if both took part. */
    Optional<Ratio> atLeast(String group, String one, String other, double limit) {
        return find(group, one).flatMap(some -> find(group, other).map(than -> Ratio.atLeast(some, than, limit)));
    }

    /** Compares two contestants under one load, of which neither has to reach anything, if both took part. */
    Optional<Fact> compared(String group, String one, String other) {
        return find(group, one)
                .flatMap(some -> find(group, other)
                        .map(than -> new Fact(
                                group + ": " + one + " / " + other, some.median() / than.median(), "times the rate")));
    }

    /** Compares what was measured beside, of which the first is not to be larger. */
    Optional<Ratio> besideAtMost(String group, String one, String other, String measure, double limit) {
        return find(group, one)
                .flatMap(some -> find(group, other).flatMap(than -> compared(group, some, than, measure, limit)));
    }

    private static Optional<Ratio> compared(String group, Series one, Series other, String measure, double limit) {
        Double some = one.beside().get(measure);
        Double than = other.beside().get(measure);
        return some == null || than == null
                ? Optional.empty()
                : Optional.of(new Ratio(
                        group + ": " + measure + " of " + one.name() + " / " + other.name(),
                        some / than,
                        Ratio.Bound.AT_MOST,
                        limit));
    }

    Optional<Series> find(String group, String name) {
        return series.stream()
                .filter(one -> one.group().equals(group) && one.name().equals(name))
                .findFirst();
    }
}
