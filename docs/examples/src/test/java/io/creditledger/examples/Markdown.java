package io.creditledger.examples;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One page of the documentation.
 *
 * @param file where it stands
 * @param text what stands in it
 */
record Markdown(Path file, String text) {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^( *)```(\\w+)[^\\n]*\\n(.*?)^\\1```$");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)(#[^)]*)?\\)");

    /** A fenced block: what language it is in, and what stands in it. It may be part of a list. */
    record Block(String language, String text) {}

    static List<Markdown> all() {
        List<Path> files = new ArrayList<>(Repository.files("docs", ".md"));
        Stream.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md")
                .map(Repository.ROOT::resolve)
                .forEach(files::add);
        return files.stream().map(Markdown::of).toList();
    }

    static Markdown of(String path) {
        return of(Repository.ROOT.resolve(path));
    }

    private static Markdown of(Path file) {
        return new Markdown(file, Repository.text(file));
    }

    List<Block> blocks() {
        return BLOCK.matcher(text)
                .results()
                .map(block -> new Block(block.group(2), block.group(3).replaceAll("(?m)^" + block.group(1), "")))
                .toList();
    }

    List<String> blocks(String language) {
        return blocks().stream()
                .filter(block -> block.language().equals(language))
                .map(Block::text)
                .toList();
    }

    /** The files that this page links to. */
    List<Path> linkedFiles() {
        return LINK.matcher(text)
                .results()
                .map(link -> link.group(1))
                .filter(target -> !target.startsWith("http"))
                .map(file::resolveSibling)
                .toList();
    }

    /** What stands between a heading and the next one of its rank or above. */
    Markdown section(String heading) {
        int rank = heading.indexOf(' ');
        Pattern section = Pattern.compile("(?ms)^" + Pattern.quote(heading) + "\\n(.*?)(?=^#{1," + rank + "} |\\z)");
        return section.matcher(text)
                .results()
                .map(found -> new Markdown(file, found.group(1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(file + " has no heading " + heading));
    }

    /** The texts in code type that stand in one column of the page's tables. */
    List<String> codeInColumn(int column) {
        Pattern code = Pattern.compile("`([^`]+)`");
        return text.lines()
                .filter(line -> line.startsWith("|"))
                .map(line -> line.split("\\|", -1)[column])
                .flatMap(cell -> code.matcher(cell).results())
                .map(found -> found.group(1))
                .toList();
    }
}
