package io.creditledger.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * The text of PostgreSQL's statement that writes several kinds, whose parts are the statements of each.
 *
 * <p>What is inserted need not be counted. That a locked row was not there to be updated is an error, and must be one in the
 * server already: the commit may come right after it. A plain charge, which updates single rows and inserts one, does without
 * a count: its insert gets no account unless every update found its row, and no table takes a row without an account. All else
 * counts the updated rows, and casts what cannot be cast unless they are as many as were given.
 *
 * <p>There is one text for each combination of parts. A product uses a handful of them, so that driver and server know them
 * again.
 *
 * @param text the text
 * @param isCounting whether its last parameter says how many rows each update must change, with commas between
 */
record UnitedText(String text, boolean isCounting) {
    private static final String COUNTED = """
            select case
                when updated = given then true
                else cast('locked rows were updated: ' || updated || ' of ' || given as boolean)
            end
            from (select concat_ws(', ', %s) as updated, ?::text as given) as counted""";

    private static final Map<List<String>, UnitedText> TEXTS = new ConcurrentHashMap<>();

    static UnitedText of(List<RowWrite<?>> writes) {
        List<String> parts = new ArrayList<>(writes.size());
        for (RowWrite<?> write : writes) {
            parts.add(write.textOfPostgres());
        }
        return TEXTS.computeIfAbsent(parts, absent -> united(writes));
    }

    private static UnitedText united(List<RowWrite<?>> writes) {
        List<RowWrite<?>> others = writes.subList(0, writes.size() - 1);
        RowWrite<?> last = writes.get(writes.size() - 1);
        boolean areSingle = writes.stream().allMatch(RowWrite::isOfOne);
        if (areSingle
                && last.statement() instanceof RowInsert<?> insert
                && others.stream().anyMatch(RowWrite::isUpdate)) {
            return new UnitedText(with(others) + insert.ofOneRowIf(allUpdated(others)), false);
        }
        boolean areUpdated = writes.stream().anyMatch(RowWrite::isUpdate);
        return new UnitedText(
                with(writes) + (areUpdated ? COUNTED.formatted(counts(writes)) : "select true"), areUpdated);
    }

    private static String with(List<RowWrite<?>> writes) {
        StringJoiner parts = new StringJoiner(", ", "with ", " ");
        for (int i = 0; i < writes.size(); i++) {
            RowWrite<?> write = writes.get(i);
            parts.add(
                    "%s as (%s%s)".formatted(name(i), write.textOfPostgres(), write.isUpdate() ? " returning 1" : ""));
        }
        return parts.toString();
    }

    private static String allUpdated(List<RowWrite<?>> writes) {
        StringJoiner updates = new StringJoiner(", ", "exists (select from ", ")");
        updates(writes).forEach(updates::add);
        return updates.toString();
    }

    private static String counts(List<RowWrite<?>> writes) {
        StringJoiner counts = new StringJoiner(", ");
        updates(writes).forEach(update -> counts.add("(select count(*) from %s)".formatted(update)));
        return counts.toString();
    }

    /** The names of the parts that update. */
    private static List<String> updates(List<RowWrite<?>> writes) {
        return IntStream.range(0, writes.size())
                .filter(i -> writes.get(i).isUpdate())
                .mapToObj(UnitedText::name)
                .toList();
    }

    private static String name(int part) {
        return "written_" + (part + 1);
    }
}
