package io.creditledger.jdbc;

import java.util.List;
import java.util.stream.Stream;
import org.jooq.Table;

/**
 * PostgreSQL's update of rows that are not locked yet: it locks and changes those that nobody else holds and that are what they
 * are remembered to be, and leaves the others as they are. It never waits, so that the order of its locks does not matter.
 *
 * <p>A row is changed at the very place ({@code ctid}) at which it was locked. If another transaction has changed the row since
 * the statement began, the locked version has another place, where the statement's snapshot sees nothing, and the row is left
 * as it is, even if it is what is remembered. So whoever finds a row changed knows that the snapshot, in which the other parts
 * of the statement see the account's grants, is that of the lock. With the key instead of the place that would not hold.
 *
 * @param columns the changed columns, and after them those that prove the row to be what is remembered
 * @param ofOneRow the text for one row
 * @param ofArrays the text for any number of rows
 * @param <T> what is written, together with what is remembered
 */
record RememberedRowUpdate<T>(List<Column<T>> columns, String ofOneRow, String ofArrays) implements RowStatement<T> {
    private static final String OF_ONE = """
            update %s set %s
            where ctid = (select ctid from %1$s where %3$s for no key update skip locked)""";

    private static final String OF_ARRAYS = """
            update %s as kept set %s
            from (select held.ctid as place, given.*
                from (select %s, %s) as given join %1$s as held on %5$s
                for no key update of held skip locked) as free
            where kept.ctid = free.place""";

    /**
     * Makes the texts.
     *
     * @param changed the columns that are changed
     * @param remembered the columns that have to be what they are remembered to be, the key among them
     */
    static <T> RememberedRowUpdate<T> of(Table<?> table, List<Column<T>> changed, List<Column<T>> remembered) {
        return new RememberedRowUpdate<>(
                Stream.concat(changed.stream(), remembered.stream()).toList(),
                OF_ONE.formatted(
                        Column.name(table),
                        Column.each(changed, ", ", column -> column.name() + " = ?"),
                        Column.each(remembered, " and ", column -> column.name() + " = ?")),
                OF_ARRAYS.formatted(
                        Column.name(table),
                        Column.each(changed, ", ", column -> column.name() + " = free." + column.name()),
                        Column.each(changed, ", ", column -> PostgresArrays.rows(column) + " as " + column.name()),
                        Column.each(
                                remembered, ", ", column -> PostgresArrays.rows(column) + " as was_" + column.name()),
                        Column.each(
                                remembered,
                                " and ",
                                column -> "held." + column.name() + " = given.was_" + column.name())));
    }

    @Override
    public boolean isUpdate() {
        return true;
    }
}
