package io.creditledger.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.examples.service.CreditService;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ServicePageTest {
    private static final Markdown PAGE = Markdown.of("docs/post-payment.md");
    private static final Pattern PROBLEM = Pattern.compile("\\(\\s*([45]\\d\\d),\\s*\"([a-z-]+)\"");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([45]\\d\\d) \\| `([a-z-]+)` \\|");
    private static final Pattern ROUTE = Pattern.compile("Route\\.of\\(\"(\\w+)\", \"([^\"]+)\"");

    private final String sources =
            Repository.files("docs/examples/src/main/java/io/creditledger/examples/service", ".java").stream()
                    .map(Repository::text)
                    .collect(Collectors.joining());

    @Test
    void the_page_tells_what_to_do_on_every_problem_that_the_service_answers_with() {
        assertThat(pairs(ROW, PAGE.text()))
                .hasSizeGreaterThan(5)
                .containsExactlyInAnyOrderElementsOf(
                        pairs(PROBLEM, sources).stream().distinct().toList());
    }

    @Test
    void the_page_names_everything_that_the_service_can_be_asked_for() {
        assertThat(PAGE.section("## A service that runs").codeInColumn(1))
                .containsExactlyElementsOf(pairs(ROUTE, sources));
    }

    @Test
    void the_services_command_is_what_the_build_answers_to() {
        assertThat(PAGE.section("## A service that runs").blocks("sh"))
                .first()
                .isEqualTo(
                        "CREDITS_API_KEY=a-secret-of-your-own mvn -q -Dservice -pl docs/examples -am process-classes\n");

        String pom = Repository.text("docs/examples/pom.xml");
        String profile = pom.substring(pom.indexOf("<id>service</id>"));
        assertThat(profile)
                .contains("<name>service</name>")
                .contains("<phase>process-classes</phase>")
                .contains("<mainClass>" + CreditService.class.getName() + "</mainClass>");
    }

    private static List<String> pairs(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1) + " " + found.group(2))
                .toList();
    }
}
