package io.creditledger.benchmarks.charging;

import io.creditledger.benchmarks.Findings;
import io.creditledger.benchmarks.Rounds;
import io.creditledger.benchmarks.Series;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is found of calls, and how it is told. */
final class Measures {
    /** How many calls ended in the time that is measured. */
    static final String CALLS = "calls";

    /** How many calls there were, whether measured or not. */
    static final String ALL_CALLS = "all calls";

    static final String P50 = "p50 (ms)";
    static final String P99 = "p99 (ms)";
    static final String BYTES = "bytes allocated by each";

    private static final List<String> BESIDE = List.of(P50, P99, BYTES);

    private Measures() {}

    /** Returns the calls per second of one contestant, with the medians of what else was measured of it. */
    static Series perSecond(Rounds rounds, String group, String contestant, String unit) {
        Series rates = rounds.series(contestant, unit, found -> found.get(CALLS) / found.get(Findings.SECONDS));
        Map<String, Double> beside = new LinkedHashMap<>();
        for (String measure : BESIDE) {
            if (rounds.hasFound(contestant, measure)) {
                beside.put(
                        measure,
                        rounds.series(contestant, measure, found -> found.get(measure))
                                .median());
            }
        }
        return new Series(group, contestant, unit, rates.values(), beside);
    }
}
