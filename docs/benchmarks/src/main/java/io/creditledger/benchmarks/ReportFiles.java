package io.creditledger.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reports as files: the numbers as JSON, and a chart.
 *
 * @param folder where they are
 */
record ReportFiles(Path folder) {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    void write(String name, Report report) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(name + ".json"), MAPPER.writeValueAsString(report) + "\n");
            Files.writeString(folder.resolve(name + ".svg"), BarChart.of(report));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Report read(String name) {
        try {
            return MAPPER.readValue(Files.readString(folder.resolve(name + ".json")), Report.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
