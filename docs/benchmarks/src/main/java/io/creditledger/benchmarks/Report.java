package io.creditledger.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a benchmark found.
 *
 * @param title what was measured, in a few words
 * @param conditions under which conditions
 * @param series what was measured several times, the larger the better, those of a group one after the other
 * @param ratios what is judged
 * @param facts what else was found
 */
public record Report(
        String title, Map<String, String> conditions, List<Series> series, List<Ratio> ratios, List<Fact> facts) {
    public Report {
        conditions = new LinkedHashMap<>(conditions);
        series = List.copyOf(series);
        ratios = List.copyOf(ratios);
        facts = List.copyOf(facts);
    }

    List<String> groups() {
        return series.stream().map(Series::group).distinct().toList();
    }

    List<Series> series(String group) {
        return series.stream().filter(one -> one.group().equals(group)).toList();
    }
}
