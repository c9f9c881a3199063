package io.creditledger.jdbc;

import java.util.List;
import java.util.stream.Stream;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;

/**
 * An update of the rows of one table that things of one kind are kept in. Its texts are made once from the columns, and are
 * always the same, so that drivers and servers know them again.
 *
 * @param <T> what is written
 */
final class RowUpdate<T> implements RowStatement<T> {
    private final List<Column<T>> columns;
    private final String ofOneRow;
    private final String ofArrays;

    RowUpdate(Table<?> table, List<Column<T>> changed, List<Column<T>> keys) {
        this.columns = Stream.concat(changed.stream(), keys.stream()).toList();
        this.ofOneRow = "update %s set %s where %s"
                .formatted(
                        Column.name(table),
                        Column.each(changed, ", ", column -> column.name() + " = ?"),
                        Column.each(keys, " and ", column -> column.name() + " = ?"));
        this.ofArrays = "update %s as kept set %s from (select %s) as given where %s"
                .formatted(
                        Column.name(table),
                        Column.each(changed, ", ", column -> column.name() + " = given." + column.name()),
                        Column.each(columns, ", ", column -> PostgresArrays.rows(column) + " as " + column.name()),
                        Column.each(keys, " and ", column -> "kept." + column.name() + " = given." + column.name()));
    }

    /** The changed columns, and after them those that name the row. */
    @Override
    public List<Column<T>> columns() {
        return columns;
    }

    @Override
    public String ofOneRow() {
        return ofOneRow;
    }

    @Override
    public String ofArrays() {
        return ofArrays;
    }

    @Override
    public boolean isUpdate() {
        return true;
    }

    /** Locked rows cannot vanish; if one has, nothing of the transaction may stay. */
    void requireAll(int updated, int expected) {
        if (updated != expected) {
            throw new DataAccessException("'%s' must change as many locked rows as it was given, %d, but changed %d"
                    .formatted(ofOneRow, expected, updated));
        }
    }
}
