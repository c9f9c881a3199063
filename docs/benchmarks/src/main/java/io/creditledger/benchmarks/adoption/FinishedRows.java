package io.creditledger.benchmarks.adoption;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.Map;

/** The rows that an adoption has written, as files. */
final class FinishedRows implements AutoCloseable {
    private final Path folder;

    private FinishedRows(Path folder) {
        this.folder = folder;
    }

    static FinishedRows inFolderOfTheirOwn() {
        try {
            return new FinishedRows(Files.createTempDirectory("finished-rows"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path folder() {
        return folder;
    }

    /** Takes over what is in the ledger's tables. */
    void copyFrom(String url) {
        try (Connection connection = DriverManager.getConnection(url)) {
            for (FinishedTable table : FinishedTable.values()) {
                RowFile.write(folder, table, connection);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells how many rows each of the ledger's tables has. */
    static Map<FinishedTable, Long> counts(String url) {
        Map<FinishedTable, Long> counts = new EnumMap<>(FinishedTable.class);
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (FinishedTable table : FinishedTable.values()) {
                try (ResultSet counted = statement.executeQuery("select count(*) from " + table.table())) {
                    counted.next();
                    counts.put(table, counted.getLong(1));
                }
            }
            return counts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            for (FinishedTable table : FinishedTable.values()) {
                Files.deleteIfExists(RowFile.of(folder, table));
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
