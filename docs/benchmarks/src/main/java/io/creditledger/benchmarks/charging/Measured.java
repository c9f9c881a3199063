package io.creditledger.benchmarks.charging;

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

    Optional<Series> find(String group, String name) {
        return series.stream()
                .filter(one -> one.group().equals(group) && one.name().equals(name))
                .findFirst();
    }
}
