package io.creditledger.benchmarks.adoption;

import io.creditledger.benchmarks.adoption.FinishedTable.Column;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Inserts the finished rows, in transactions of as many accounts as adopting has in one, and does nothing else. */
final class Floor implements AutoCloseable {
    private final Connection connection;
    private final Insertion insertion;
    private final Source accounts;
    private final List<Source> others = new ArrayList<>();

    private record Source(FinishedTable table, List<Column> columns, RowFile file) {
        static Source open(FinishedTable table, Connection connection, Path folder) throws SQLException, IOException {
            return new Source(table, table.columns(connection), RowFile.open(folder, table));
        }
    }

    Floor(Connection connection, Insertion insertion, Path folder) throws SQLException, IOException {
        this.connection = connection;
        this.insertion = insertion;
        this.accounts = Source.open(FinishedTable.ACCOUNT, connection, folder);
        for (FinishedTable table : FinishedTable.values()) {
            if (table != FinishedTable.ACCOUNT) {
                others.add(Source.open(table, connection, folder));
            }
        }
    }

    void insert(int accountsPerTransaction) throws SQLException, IOException {
        connection.setAutoCommit(false);
        while (!accounts.file().isAtEnd()) {
            insertRowsOf(accounts.file().next(accountsPerTransaction));
            connection.commit();
        }
    }

    private void insertRowsOf(List<@Nullable String[]> some) throws SQLException, IOException {
        insert(accounts, some);
        Set<@Nullable String> ids = some.stream().map(row -> row[0]).collect(Collectors.toSet());
        for (Source source : others) {
            insert(source, source.file().nextOf(ids));
        }
    }

    private void insert(Source source, List<@Nullable String[]> rows) throws SQLException {
        insertion.insertAll(connection, source.table(), source.columns(), rows);
    }

    @Override
    public void close() throws IOException {
        accounts.file().close();
        for (Source source : others) {
            source.file().close();
        }
    }
}
