package io.creditledger.jdbc.legacy;

import io.creditledger.jdbc.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The runbook.
 *
 * @param blocks all that is fenced, in order
 * @param questions the scripts in the table of questions
 */
record OperationsPage(List<Block> blocks, List<String> questions) {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern SECTION = Pattern.compile("(?ms)^## ([^\\n]+)\\n(.*?)(?=^## |\\z)");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^( *)```(\\w+) ?(\\w*)\\n(.*?)^\\1```$");
    private static final Pattern SCRIPT = Pattern.compile("io/creditledger/\\S+\\.sql");
    private static final Pattern QUESTION = Pattern.compile("(?m)^\\|[^|\\n]+\\| \\[`([a-z-]+)`]");

    /**
     * A fenced block.
     *
     * @param section the heading above it
     * @param language what it is written in
     * @param database which database it is for, in lower case; empty: all
     * @param text what it says
     */
    record Block(String section, String language, String database, String text) {}

    static OperationsPage read() {
        String page = text(ROOT.resolve("docs/operations.md"));
        List<Block> blocks = SECTION.matcher(page)
                .results()
                .flatMap(section -> blocks(section.group(1), section.group(2)))
                .toList();
        List<String> questions = QUESTION.matcher(page)
                .results()
                .map(question -> question.group(1))
                .toList();
        return new OperationsPage(blocks, questions);
    }

    private static Stream<Block> blocks(String section, String text) {
        return BLOCK.matcher(text)
                .results()
                .map(block -> new Block(
                        section,
                        block.group(2),
                        block.group(3),
                        block.group(4).replaceAll("(?m)^" + block.group(1), "")));
    }

    List<String> sections() {
        return blocks.stream().map(Block::section).distinct().toList();
    }

    /** The scripts that commands name, as paths. */
    List<String> scripts() {
        return blocks.stream()
                .filter(block -> block.language().equals("sh"))
                .flatMap(block -> SCRIPT.matcher(block.text()).results())
                .map(MatchResult::group)
                .distinct()
                .toList();
    }

    /** The names of all scripts for support that there are for a database. */
    static List<String> supportScripts(TestDatabase server) {
        String own = server == TestDatabase.MARIADB ? "mysql" : server.name().toLowerCase(Locale.ROOT);
        Path folder = classes().resolve("io/creditledger/legacy-support");
        return Stream.of(folder, folder.resolve(own))
                .flatMap(OperationsPage::files)
                .map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith(".sql"))
                .map(name -> name.substring(0, name.length() - ".sql".length()))
                .distinct()
                .toList();
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the classes and scripts are that go into the jar. */
    static Path classes() {
        try {
            return Path.of(LegacyReports.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static String version() {
        String pom = text(ROOT.resolve("credits-jdbc/pom.xml"));
        int begin = pom.indexOf("<version>") + "<version>".length();
        return pom.substring(begin, pom.indexOf("</version>"));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
