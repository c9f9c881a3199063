package io.creditledger.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdoptionBenchmarkTest {
    @Test
    void a_small_run_says_what_it_found_as_tables_as_json_and_as_a_chart(@TempDir Path results) throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Settings small = Settings.parse(List.of(
                "users=20",
                "transactions=200",
                "tasks=10",
                "rounds=1",
                "processes=one",
                "fsync=off",
                "results=" + results));

        Report report = Benchmarks.run("adoption", small, new PrintStream(printed, true, StandardCharsets.UTF_8))
                .get(0);

        assertThat(report.series())
                .hasSize(5)
                .allSatisfy(series -> assertThat(series.median()).isPositive());
        assertThat(report.ratios())
                .singleElement()
                .satisfies(ratio -> assertThat(ratio.value()).isPositive());
        assertThat(report.facts()).contains(new Fact("rows of credit_account", 20, "rows"));
        assertThat(printed.toString(StandardCharsets.UTF_8)).endsWith(report.title() + "\n\n" + Tables.of(report));
        assertThat(new ReportFiles(results).read("adoption-disk")).isEqualTo(report);
        assertThat(Svg.of(Files.readString(results.resolve("adoption-disk.svg")))
                        .texts())
                .contains(report.title());
    }
}
