package io.creditledger.jdbc;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jooq.Field;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * A column, and the value that it gets from a thing that is written as a row.
 *
 * @param field the column
 * @param value yields the value in Java's terms; null where the thing has none
 * @param <T> what is written
 */
record Column<T>(Field<?> field, Function<T, @Nullable Object> value) {
    static <T, V> Column<T> column(Field<V> field, Function<T, @Nullable V> value) {
        return new Column<>(field, value::apply);
    }

    /** The name as it stands in statements. */
    String name() {
        return field.getName().toLowerCase(Locale.ROOT);
    }

    /** The class of the values. */
    Class<?> type() {
        return field.getType();
    }

    @Nullable Object of(T thing) {
        return value.apply(thing);
    }

    static String name(Table<?> table) {
        return table.getName().toLowerCase(Locale.ROOT);
    }

    /** Says something of each column, with separators between. */
    static <T> String each(List<Column<T>> columns, String separator, Function<Column<T>, String> said) {
        return columns.stream().map(said).collect(joining(separator));
    }

    /** Says what reads the columns of all rows. */
    static <T> String select(List<Column<T>> columns, Table<?> table) {
        return "select %s from %s".formatted(each(columns, ", ", Column::name), name(table));
    }

    /** Says the names of columns of several tables. */
    static String qualified(List<Field<?>> fields) {
        return fields.stream()
                .map(field -> field.getQualifiedName().unquotedName().toString().toLowerCase(Locale.ROOT))
                .collect(joining(", "));
    }

    static <T> List<Field<?>> fields(List<Column<T>> columns) {
        return columns.stream().<Field<?>>map(Column::field).toList();
    }

    /** Yields a value of something that need not be there. */
    static <S, V> @Nullable V ifAny(@Nullable S source, Function<S, @Nullable V> value) {
        return source == null ? null : value.apply(source);
    }
}
