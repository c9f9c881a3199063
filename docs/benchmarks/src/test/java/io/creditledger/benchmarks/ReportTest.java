package io.creditledger.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

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
            List.of(new Ratio("cats / dogs", 0.5, 0.4), new Ratio("dogs / cows", 0.39, 0.4)),
            List.of(new Fact("tails", 1_234_567, "tails")));

    @Test
    void the_tables_tell_medians_ratios_and_which_of_them_hold() {
        assertThat(Tables.of(REPORT)).isEqualTo("""
                - Cores: 2

                | Contestant | Median | Lowest | Highest | Unit   |
                | ---------- | ------ | ------ | ------- | ------ |
                | cats       | 20     | 10     | 30      | naps/h |
                | dogs       | 40     | 40     | 40      | naps/h |

                | Ratio       | Found | At least | Holds |
                | ----------- | ----- | -------- | ----- |
                | cats / dogs | 0.50  | 0.40     | yes   |
                | dogs / cows | 0.39  | 0.40     | NO    |

                | Found besides | Value     | Unit  |
                | ------------- | --------- | ----- |
                | tails         | 1,234,567 | tails |
                """);
    }

    @Test
    void a_ratio_just_short_of_what_it_has_to_be_does_not_look_as_if_it_held() {
        Report close = new Report("", Map.of(), List.of(), List.of(new Ratio("cats / dogs", 0.3999, 0.4)), List.of());

        assertThat(Tables.of(close)).contains("| 0.40  | 0.40     | NO    |");
    }

    @Test
    void a_report_that_was_written_reads_the_same(@TempDir Path folder) {
        ReportFiles files = new ReportFiles(folder);

        files.write("cats", REPORT);

        assertThat(files.read("cats")).isEqualTo(REPORT);
    }

    @Test
    void the_chart_has_a_bar_for_each_series_and_shows_special_characters() {
        Svg chart = Svg.of(BarChart.of(REPORT));

        assertThat(chart.texts()).contains("Cats & <dogs>", "cats", "20", "dogs", "40");
        assertThat(chart.count("rect")).isEqualTo(1 + REPORT.series().size());
    }
}
