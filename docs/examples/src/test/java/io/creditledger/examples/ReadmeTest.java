package io.creditledger.examples;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    private static final Markdown README = Markdown.of("README.md");

    @Test
    void the_quickstart_prints_what_the_readme_shows() throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        Quickstart.run(new PrintStream(printed, true, StandardCharsets.UTF_8));

        assertThat(README.section("## Quickstart").blocks("text"))
                .containsExactly(printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n"));
    }

    @Test
    void the_quickstarts_command_is_what_the_build_answers_to() {
        assertThat(README.section("## Quickstart").blocks("sh"))
                .containsExactly("mvn -q -Dquickstart -pl docs/examples -am process-classes\n");

        String profile = profile(Repository.text("docs/examples/pom.xml"), "quickstart");
        assertThat(profile)
                .contains("<name>quickstart</name>")
                .contains("<phase>process-classes</phase>")
                .contains("<mainClass>" + Quickstart.class.getName() + "</mainClass>");
    }

    @Test
    void the_tests_command_is_what_continuous_integration_runs() {
        List<String> command = README.section("## Tests").blocks("sh");

        assertThat(command).containsExactly("mvn verify\n");
        assertThat(Repository.text(".ci/run")).containsPattern("(?m)^mvn( --[a-z-]+)* verify$");
    }

    @Test
    void the_tests_ask_the_environment_for_the_servers_that_the_readme_names() {
        String tests = String.join(
                "\n",
                Repository.files("credits-jdbc/src/test/java", ".java").stream()
                        .map(Repository::text)
                        .toList());
        List<String> variables =
                README.section("## Tests").codeInColumn(2).stream().toList();

        assertThat(variables)
                .hasSize(3)
                .allSatisfy(variable -> assertThat(tests).contains('"' + variable + '"'));
    }

    @Test
    void the_dependency_is_the_artifact_that_the_build_makes() {
        String pom = Repository.text("credits-jdbc/pom.xml");

        assertThat(README.blocks("xml"))
                .singleElement(as(STRING))
                .contains(element("groupId", pom))
                .contains("<artifactId>credits-jdbc</artifactId>")
                .contains(element("version", pom));
    }

    @Test
    void the_dependencies_of_a_test_are_those_of_the_build() {
        String pom = Repository.text("pom.xml");

        assertThat(Markdown.of("docs/testing.md").blocks("xml"))
                .isNotEmpty()
                .allSatisfy(block -> assertThat(block.lines())
                        .filteredOn(line -> line.contains("artifactId") || line.contains("version"))
                        .isNotEmpty()
                        .allSatisfy(line -> assertThat(pom)
                                .contains(line.replaceAll("</?version>", "").strip())));
    }

    private static String profile(String pom, String id) {
        int begin = pom.indexOf("<id>" + id + "</id>");
        return pom.substring(begin, pom.indexOf("</profile>", begin));
    }

    private static String element(String name, String pom) {
        String end = "</" + name + ">";
        return pom.substring(pom.indexOf("<" + name + ">"), pom.indexOf(end) + end.length());
    }
}
