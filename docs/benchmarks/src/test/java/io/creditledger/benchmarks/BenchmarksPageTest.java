package io.creditledger.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BenchmarksPageTest {
    private static final Path RESULTS = Path.of("results");

    @Test
    void the_page_shows_the_tables_and_the_chart_of_every_committed_result() throws IOException {
        String page = Files.readString(Path.of("README.md"));

        assertThat(names())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(page)
                        .contains(Tables.of(new ReportFiles(RESULTS).read(name)))
                        .contains("](results/" + name + ".svg)")
                        .contains("](results/" + name + ".json)"));
    }

    @Test
    void the_committed_charts_are_drawn_from_the_committed_numbers() throws IOException {
        for (String name : names()) {
            assertThat(RESULTS.resolve(name + ".svg")).hasContent(BarChart.of(new ReportFiles(RESULTS).read(name)));
        }
    }

    @Test
    void the_page_tells_what_every_setting_says() throws IOException {
        String settings = Files.readString(Path.of("README.md"))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|", 3)[1])
                .collect(Collectors.joining());

        assertThat(Benchmarks.all().stream().flatMap(benchmark -> Benchmarks.settingsOf(benchmark).stream()))
                .allSatisfy(setting -> assertThat(settings).contains("`" + setting + "`"));
    }

    @Test
    void the_command_of_the_page_is_what_the_build_answers_to() throws IOException {
        assertThat(Files.readString(Path.of("README.md")))
                .contains("mvn -q -B -pl docs/benchmarks -am process-classes -Dbenchmark=speed\n")
                .contains("mvn -q -B -pl docs/benchmarks -am process-classes -Dbenchmark=adoption\n");
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<name>benchmark</name>")
                .contains("<phase>process-classes</phase>")
                .contains(Benchmarks.class.getName() + " ${benchmark}</commandlineArgs>");
    }

    private static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(RESULTS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".json"))
                    .map(file -> file.replace(".json", ""))
                    .toList();
        }
    }
}
