package io.creditledger.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocumentationTest {
    private static final Pattern REGION = Pattern.compile("(?ms)^ *// snippet: [a-z-]+\\n(.*?)\\n *// end$");

    @Test
    void every_java_block_is_a_region_of_a_source_that_the_tests_run() {
        assertThat(shown()).isNotEmpty().isSubsetOf(regions());
    }

    @Test
    void every_region_is_shown_somewhere() {
        assertThat(regions()).doesNotHaveDuplicates().isSubsetOf(shown());
    }

    @Test
    void every_link_within_the_repository_leads_to_a_file() {
        List<Path> linked = Markdown.all().stream()
                .flatMap(page -> page.linkedFiles().stream())
                .toList();

        assertThat(linked).isNotEmpty().allSatisfy(file -> assertThat(file).exists());
    }

    @Test
    void every_page_is_linked_from_the_index_or_the_readme() {
        List<Path> linked = Stream.of("README.md", "docs/README.md")
                .flatMap(page -> Markdown.of(page).linkedFiles().stream())
                .map(Path::normalize)
                .toList();

        assertThat(Repository.files("docs", ".md")).isNotEmpty().isSubsetOf(linked);
    }

    @Test
    void every_class_in_the_tables_of_the_architecture_exists() {
        List<String> classes = Markdown.of("docs/architecture.md").codeInColumn(2).stream()
                .filter(code -> Character.isUpperCase(code.charAt(0)))
                .map(code -> code.split("[.(]", 2)[0] + ".java")
                .toList();
        List<String> sources = Stream.of("credits-api", "credits-jdbc", "credits-testkit")
                .flatMap(module -> Repository.files(module + "/src/main/java", ".java").stream())
                .map(file -> file.getFileName().toString())
                .toList();

        assertThat(classes).hasSizeGreaterThan(20).isSubsetOf(sources);
    }

    private static List<String> shown() {
        return Markdown.all().stream()
                .flatMap(page -> page.blocks("java").stream())
                .toList();
    }

    private static List<String> regions() {
        return Repository.files("docs/examples/src", ".java").stream()
                .flatMap(file -> REGION.matcher(Repository.text(file)).results())
                .map(region -> region.group(1).stripIndent() + "\n")
                .toList();
    }
}
