package io.creditledger.benchmarks.adoption;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The finished rows of one table, in a file that costs next to nothing to read: the cells one after the other, as the
 * server's text.
 */
final class RowFile implements AutoCloseable {
    private static final int BUFFER = 1 << 16;
    private static final int FETCHED = 2_000;

    private final DataInputStream cells;
    private final int width;
    private @Nullable String @Nullable [] next;

    private RowFile(DataInputStream cells, int width) throws IOException {
        this.cells = cells;
        this.width = width;
        this.next = read();
    }

    static Path of(Path folder, FinishedTable table) {
        return folder.resolve(table.table() + ".rows");
    }

    /** Copies the rows of a table. */
    static void write(Path folder, FinishedTable table, Connection connection) throws SQLException, IOException {
        connection.setAutoCommit(false);
        try (DataOutputStream out = new DataOutputStream(
                        new BufferedOutputStream(Files.newOutputStream(of(folder, table)), BUFFER));
                Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCHED);
            try (ResultSet found = statement.executeQuery(table.query())) {
                int width = found.getMetaData().getColumnCount();
                out.writeInt(width);
                while (found.next()) {
                    writeRow(out, found, width);
                }
            }
        }
        connection.rollback();
    }

    private static void writeRow(DataOutputStream out, ResultSet row, int width) throws SQLException, IOException {
        out.writeBoolean(true);
        for (int column = 1; column <= width; column++) {
            String cell = row.getString(column);
            out.writeBoolean(cell != null);
            if (cell != null) {
                out.writeUTF(cell);
            }
        }
    }

    static RowFile open(Path folder, FinishedTable table) throws IOException {
        DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(of(folder, table)), BUFFER));
        return new RowFile(in, in.readInt());
    }

    boolean isAtEnd() {
        return next == null;
    }

    /** Returns the next rows, at most so many. */
    List<@Nullable String[]> next(int atMost) throws IOException {
        List<@Nullable String[]> rows = new ArrayList<>(atMost);
        while (next != null && rows.size() < atMost) {
            rows.add(next);
            next = read();
        }
        return rows;
    }

    /** Returns the next rows as long as they are of these accounts. */
    List<@Nullable String[]> nextOf(Set<@Nullable String> accounts) throws IOException {
        List<@Nullable String[]> rows = new ArrayList<>();
        while (next != null && accounts.contains(next[0])) {
            rows.add(next);
            next = read();
        }
        return rows;
    }

    private @Nullable String @Nullable [] read() throws IOException {
        if (cells.read() < 0) {
            return null;
        }
        @Nullable String[] row = new @Nullable String[width];
        for (int column = 0; column < width; column++) {
            row[column] = cells.readBoolean() ? cells.readUTF() : null;
        }
        return row;
    }

    @Override
    public void close() throws IOException {
        cells.close();
    }
}
