package io.creditledger.benchmarks;

import java.util.Locale;
import java.util.stream.Collectors;

/** A report's series as bars of their medians in SVG, with a line from the lowest to the highest round. */
final class BarChart {
    private static final int WIDTH = 860;
    private static final int HEAD = 64;
    private static final int ROW = 44;
    private static final int HEADING = 34;
    private static final int LABELS = 300;
    private static final int BARS = 440;

    private final Report report;
    private final double most;

    private BarChart(Report report) {
        this.report = report;
        this.most = report.series().stream().mapToDouble(Series::largest).max().orElse(1);
    }

    static String of(Report report) {
        return new BarChart(report).drawn();
    }

    private String drawn() {
        StringBuilder rows = new StringBuilder();
        int top = HEAD;
        for (String group : report.groups()) {
            rows.append(heading(group, top));
            top += group.isEmpty() ? 0 : HEADING;
            for (Series series : report.series(group)) {
                rows.append(row(series, top));
                top += ROW;
            }
        }
        return framed(rows.toString(), top + 16);
    }

    private String framed(String rows, int height) {
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" \
                font-family="sans-serif" font-size="13" role="img">
                <title>%s</title>
                <rect width="100%%" height="100%%" fill="#ffffff"/>
                <text x="16" y="26" font-size="16" font-weight="bold">%s</text>
                <text x="16" y="46" fill="#555555">%s</text>
                %s</svg>
                """.formatted(WIDTH, height, WIDTH, height, title(), title(), escaped(subtitle()), rows);
    }

    private static String heading(String group, int top) {
        return group.isEmpty() ? "" : """
                <text x="16" y="%d" font-weight="bold">%s</text>
                """.formatted(top + HEADING - 10, escaped(group));
    }

    private String title() {
        return escaped(report.title());
    }

    private String subtitle() {
        String units = report.series().stream().map(Series::unit).distinct().collect(Collectors.joining(", "));
        return units + "; bars are medians, lines go from the lowest to the highest round";
    }

    private String row(Series series, int top) {
        int middle = top + ROW / 2;
        return """
                <text x="%d" y="%d" text-anchor="end">%s</text>
                <rect x="%d" y="%d" width="%s" height="24" fill="#4878a8"/>
                <line x1="%s" y1="%d" x2="%s" y2="%d" stroke="#1b2f44" stroke-width="2"/>
                <text x="%s" y="%d">%s</text>
                """.formatted(
                        LABELS - 8,
                        middle + 5,
                        escaped(series.name()),
                        LABELS,
                        middle - 12,
                        length(series.median()),
                        at(series.smallest()),
                        middle,
                        at(series.largest()),
                        middle,
                        at(series.largest() + most / 60),
                        middle + 5,
                        Tables.number(series.median()));
    }

    private String at(double value) {
        return decimal(LABELS + BARS * value / most);
    }

    private String length(double value) {
        return decimal(BARS * value / most);
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
