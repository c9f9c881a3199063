package io.creditledger.jdbc.legacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Lines for people to read, in columns as wide as what stands in them; columns with numbers are aligned to the right. */
final class TextColumns {
    private static final String BETWEEN = "  ";

    private final String indent;
    private final List<List<Object>> rows = new ArrayList<>();

    TextColumns(String indent) {
        this.indent = indent;
    }

    /** Adds a line; a {@link Long} is a number, anything else is text. */
    TextColumns row(Object... cells) {
        rows.add(List.of(cells));
        return this;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    @Override
    public String toString() {
        List<Column> columns = IntStream.range(
                        0, rows.stream().mapToInt(List::size).max().orElse(0))
                .mapToObj(this::column)
                .toList();
        return rows.stream().map(row -> line(row, columns)).collect(Collectors.joining());
    }

    private record Column(int width, boolean isOfNumbers) {
        String fit(String text) {
            String padding = " ".repeat(width - text.length());
            return isOfNumbers ? padding + text : text + padding;
        }
    }

    private Column column(int index) {
        List<Object> cells = rows.stream()
                .filter(row -> row.size() > index)
                .map(row -> row.get(index))
                .toList();
        int width = cells.stream().mapToInt(cell -> text(cell).length()).max().orElse(0);
        return new Column(width, cells.stream().anyMatch(Long.class::isInstance));
    }

    private String line(List<Object> row, List<Column> columns) {
        return IntStream.range(0, row.size())
                        .mapToObj(index -> columns.get(index).fit(text(row.get(index))))
                        .collect(Collectors.joining(BETWEEN, indent, ""))
                        .stripTrailing()
                + "\n";
    }

    private static String text(Object value) {
        return value instanceof Long number ? String.format(Locale.ROOT, "%,d", number) : value.toString();
    }
}
