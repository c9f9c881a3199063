package io.creditledger.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A report as text that reads well on a terminal, and that Markdown understands. */
final class Tables {
    private Tables() {}

    static String of(Report report) {
        return Stream.of(conditions(report), series(report), ratios(report), facts(report))
                .filter(table -> !table.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private static String conditions(Report report) {
        return report.conditions().entrySet().stream()
                .map(condition -> "- " + condition.getKey() + ": " + condition.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private static String series(Report report) {
        List<String> beside = report.series().stream()
                .flatMap(series -> series.beside().keySet().stream())
                .distinct()
                .toList();
        List<String> head = new ArrayList<>(List.of("Contestant", "Median", "Lowest", "Highest", "Unit"));
        head.addAll(beside);
        return report.groups().stream()
                .map(group -> heading(group)
                        + table(
                                head,
                                report.series(group).stream()
                                        .map(series -> cells(series, beside))
                                        .toList()))
                .collect(Collectors.joining("\n"));
    }

    private static String heading(String group) {
        return group.isEmpty() ? "" : "**" + group + "**\n\n";
    }

    private static List<String> cells(Series series, List<String> beside) {
        List<String> cells = new ArrayList<>(List.of(
                series.name(),
                number(series.median()),
                number(series.smallest()),
                number(series.largest()),
                series.unit()));
        for (String name : beside) {
            Double value = series.beside().get(name);
            cells.add(value == null ? "" : number(value));
        }
        return cells;
    }

    private static String ratios(Report report) {
        return table(
                List.of("Judged", "Found", "Has to be", "Holds"),
                report.ratios().stream()
                        .map(ratio -> List.of(
                                ratio.name(), number(ratio.value()), ratio.required(), ratio.holds() ? "yes" : "NO"))
                        .toList());
    }

    private static String facts(Report report) {
        return table(
                List.of("Found besides", "Value", "Unit"),
                report.facts().stream()
                        .map(fact -> List.of(fact.name(), number(fact.value()), fact.unit()))
                        .toList());
    }

    /** Three digits are enough; what is larger, or whole, is shown in whole. */
    static String number(double value) {
        double size = Math.abs(value);
        boolean whole = size >= 100 || value == Math.rint(value);
        String format = whole ? "%,.0f" : size < 10 ? "%,.2f" : "%,.1f";
        return String.format(Locale.ROOT, format, value);
    }

    private static String table(List<String> head, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return "";
        }
        List<List<String>> all = new ArrayList<>(List.of(head));
        all.addAll(rows);
        List<Integer> widths = IntStream.range(0, head.size())
                .mapToObj(column -> width(all, column))
                .toList();
        List<String> lines =
                new ArrayList<>(all.stream().map(row -> line(row, widths)).toList());
        lines.add(1, widths.stream().map("-"::repeat).collect(Collectors.joining(" | ", "| ", " |")));
        return String.join("\n", lines) + "\n";
    }

    private static int width(List<List<String>> rows, int column) {
        int longest =
                rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
        return Math.max(3, longest);
    }

    private static String line(List<String> cells, List<Integer> widths) {
        return IntStream.range(0, cells.size())
                .mapToObj(column -> cells.get(column)
                        + " ".repeat(widths.get(column) - cells.get(column).length()))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }
}
