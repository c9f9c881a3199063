package io.creditledger.jdbc.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.jdbc.TestDatabase;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing on the runbook is left out when it is tried, and nothing that there is is left out of the runbook. */
class OperationsCommandsTest {
    private static final OperationsPage PAGE = OperationsPage.read();

    @Test
    void every_section_with_commands_is_part_of_that() {
        assertThat(PAGE.sections())
                .containsExactlyInAnyOrder(
                        "Before",
                        "During",
                        "Scripts",
                        "After",
                        "Adopting the ledger",
                        "What to monitor",
                        "Troubleshooting",
                        "Rollback");
    }

    @Test
    void every_command_is_one_that_some_database_executes() {
        assertThat(PAGE.blocks().stream()
                        .filter(block -> block.language().equals("sh"))
                        .flatMap(block -> block.text().lines()))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(PageRun.isExtraction(line)
                                || PageRun.SERVERS.stream().anyMatch(tool -> PageRun.isFor(tool, line)))
                        .as(line)
                        .isTrue());
    }

    @Test
    void the_jar_yields_the_scripts(@TempDir Path folder) throws Exception {
        String command = PAGE.blocks().stream()
                .flatMap(block -> block.text().lines())
                .filter(PageRun::isExtraction)
                .findFirst()
                .orElseThrow();
        String[] words = command.split(" ", -1);
        String jar = words[2];
        assertThat(jar).isEqualTo("credits-jdbc-" + OperationsPage.version() + ".jar");
        run(folder, "jar", "cf", jar, "-C", OperationsPage.classes().toString(), "io");

        run(folder, words);

        assertThat(PAGE.scripts())
                .hasSizeGreaterThan(12)
                .allSatisfy(script -> assertThat(folder.resolve(script)).exists());
    }

    private static void run(Path folder, String... command) throws Exception {
        command[0] = Path.of(System.getProperty("java.home"), "bin", command[0]).toString();
        File output = Files.createTempFile(folder, "output", ".txt").toFile();
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        assertThat(process.waitFor()).as(() -> String.join(" ", command)).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL", "MARIADB"})
    void every_script_for_support_is_on_the_page(TestDatabase server) {
        assertThat(PAGE.questions()).containsExactlyInAnyOrderElementsOf(OperationsPage.supportScripts(server));
    }
}
