package io.creditledger.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.benchmarks.Ratio.Bound;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final Report REPORT = new Report(
            "Cats & <dogs>",
            Map.of("Cores", "2"),
            List.of(
                    new Series("cats", "naps/h", List.of(30.0, 10.0, 20.0)),
                    new Series("dogs", "naps/h", List.of(40.0))),
            List.of(
                    new Ratio("cats / dogs", 0.5, Bound.AT_LEAST, 0.4),
                    new Ratio("dogs / cows", 0.39, Bound.AT_LEAST, 0.4),
                    new Ratio("cost of cows", 1.25, Bound.AT_MOST, 1.3),
                    new Ratio("cost of dogs", 1.31, Bound.AT_MOST, 1.3)),
            List.of(new Fact("tails", 1_234_567, "tails")));

    private static final Report GROUPED = new Report(
            "Cats",
            Map.of(),
            List.of(
                    new Series("by day", "cats", "naps/h", List.of(30.0), Map.of("p99 (ms)", 1.5)),
                    new Series("by night", "cats", "naps/h", List.of(10.0), Map.of()),
                    new Series("by night", "dogs", "naps/h", List.of(20.0), Map.of("p99 (ms)", 2.5))),
            List.of(),
            List.of());

    @Test
    void the_tables_tell_medians_what_is_judged_and_which_of_it_holds() {
        assertThat(Tables.of(REPORT)).isEqualTo("""
                - Cores: 2

                | Contestant | Median | Lowest | Highest | Unit   |
                | ---------- | ------ | ------ | ------- | ------ |
                | cats       | 20     | 10     | 30      | naps/h |
                | dogs       | 40     | 40     | 40      | naps/h |

                | Judged       | Found | Has to be     | Holds |
                | ------------ | ----- | ------------- | ----- |
                | cats / dogs  | 0.50  | at least 0.40 | yes   |
                | dogs / cows  | 0.39  | at least 0.40 | NO    |
                | cost of cows | 1.25  | at most 1.30  | yes   |
                | cost of dogs | 1.31  | at most 1.30  | NO    |

                | Found besides | Value     | Unit  |
                | ------------- | --------- | ----- |
                | tails         | 1,234,567 | tails |
                """);
    }

    @Test
    void each_group_has_a_table_of_its_own_with_what_was_measured_beside() {
        assertThat(Tables.of(GROUPED)).isEqualTo("""
                **by day**

                | Contestant | Median | Lowest | Highest | Unit   | p99 (ms) |
                | ---------- | ------ | ------ | ------- | ------ | -------- |
                | cats       | 30     | 30     | 30      | naps/h | 1.50     |

                **by night**

                | Contestant | Median | Lowest | Highest | Unit   | p99 (ms) |
                | ---------- | ------ | ------ | ------- | ------ | -------- |
                | cats       | 10     | 10     | 10      | naps/h |          |
                | dogs       | 20     | 20     | 20      | naps/h | 2.50     |
                """);
    }

    @Test
    void a_ratio_just_short_of_what_it_has_to_be_does_not_look_as_if_it_held() {
        Ratio close = new Ratio("cats / dogs", 0.3999, Bound.AT_LEAST, 0.4);
        Report report = new Report("", Map.of(), List.of(), List.of(close), List.of());

        assertThat(Tables.of(report)).contains("| 0.40  | at least 0.40 | NO    |");
    }

    @Test
    void a_ratio_of_two_contestants_is_that_of_their_medians() {
        List<Series> series = GROUPED.series("by night");

        assertThat(Ratio.atLeast(series.get(0), series.get(1), 0.4))
                .isEqualTo(new Ratio("by night: cats / dogs", 0.5, Bound.AT_LEAST, 0.4));
    }

    @Test
    void a_report_that_was_written_reads_the_same(@TempDir Path folder) {
        ReportFiles files = new ReportFiles(folder);

        for (Report report : List.of(REPORT, GROUPED)) {
            files.write("cats", report);
            assertThat(files.read("cats")).isEqualTo(report);
        }
    }

    @Test
    void the_chart_has_a_bar_for_each_series_and_shows_special_characters() {
        Svg chart = Svg.of(BarChart.of(REPORT));

        assertThat(chart.texts()).contains("Cats & <dogs>", "cats", "20", "dogs", "40");
        assertThat(chart.count("rect")).isEqualTo(1 + REPORT.series().size());
    }

    @Test
    void the_chart_has_a_heading_for_each_group() {
        Svg chart = Svg.of(BarChart.of(GROUPED));

        assertThat(chart.texts()).containsSubsequence("by day", "cats", "30", "by night", "cats", "10", "dogs", "20");
        assertThat(chart.count("rect")).isEqualTo(1 + GROUPED.series().size());
    }
}
