package io.creditledger.jdbc;

import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.Table;

/**
 * An insert of things of one kind as rows of one table. Its texts are made once from the columns, and are always the same,
 * so that drivers and servers know them again.
 *
 * @param <T> what is written
 */
final class RowInsert<T> implements RowStatement<T> {
    private final List<Column<T>> columns;
    private final String insert;
    private final String ofOneRow;
    private final String oneMoreRow;
    private final String ofArrays;
    private final Table<?> table;
    private final Map<BitSet, RowInsert<T>> narrowed = new ConcurrentHashMap<>();

    RowInsert(Table<?> table, List<Column<T>> columns) {
        this.table = table;
        this.insert = "insert into %s (%s)".formatted(Column.name(table), Column.each(columns, ", ", Column::name));
        String row = "(%s)".formatted(Column.each(columns, ", ", column -> "?"));
        this.columns = List.copyOf(columns);
        this.ofOneRow = "%s values %s".formatted(insert, row);
        this.oneMoreRow = ", %s".formatted(row);
        this.ofArrays = "%s select %s".formatted(insert, Column.each(columns, ", ", PostgresArrays::rows));
    }

    @Override
    public List<Column<T>> columns() {
        return columns;
    }

    @Override
    public String ofOneRow() {
        return ofOneRow;
    }

    /** The same, but the account, which is the first column of every table, comes from an expression with its parameter. */
    String ofOneRowWith(String account) {
        return "%s values (%s%s)".formatted(insert, account, ", ?".repeat(columns.size() - 1));
    }

    /**
     * Leaves the columns out that are absent in all of these rows. A plain charge fills half of a journal's line, and what is
     * absent would cost as much to send and to take apart as what is there. Few combinations occur: those of an entry with or
     * without a key, a reference, metadata, a new grant's terms, or a run.
     */
    RowInsert<T> narrowedTo(List<T> rows) {
        BitSet filled = new BitSet(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            filled.set(i, isFilled(columns.get(i), rows));
        }
        return filled.cardinality() == columns.size() ? this : narrowed.computeIfAbsent(filled, this::narrowedTo);
    }

    private static <T> boolean isFilled(Column<T> column, List<T> rows) {
        for (T row : rows) {
            if (column.of(row) != null) {
                return true;
            }
        }
        return false;
    }

    private RowInsert<T> narrowedTo(BitSet filled) {
        return new RowInsert<>(
                table, filled.stream().<Column<T>>mapToObj(columns::get).toList());
    }

    /** With the parameters of one row after those of another. */
    String ofRows(int rows) {
        return ofOneRow + String.join("", Collections.nCopies(rows - 1, oneMoreRow));
    }

    @Override
    public String ofArrays() {
        return ofArrays;
    }

    @Override
    public boolean isUpdate() {
        return false;
    }
}
