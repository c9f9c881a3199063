package io.creditledger.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** How a database is given many rows at once; what is fastest differs. */
interface ManyRows {
    <T> void insert(Connection connection, RowInsert<T> insert, List<T> rows) throws SQLException;

    /** Updates rows that are there; that one is not is an error. */
    <T> void update(Connection connection, RowUpdate<T> update, List<T> rows) throws SQLException;

    static <T> List<List<T>> inChunks(List<T> rows, int most) {
        List<List<T>> chunks = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += most) {
            chunks.add(rows.subList(from, Math.min(rows.size(), from + most)));
        }
        return chunks;
    }
}
