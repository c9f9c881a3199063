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
 * server already: the commit may come right after it. The error is made by a cast of what cannot be cast.
 *
 * <ul>
 *   <li>Where nothing is updated there is nothing to check.
 *   <li>Where there is one row of each kind and the last one is inserted, as with a charge of one grant, the insert takes its
 *       account from a condition: that every update before it found its row. That takes less of the server's time.
 *   <li>Else the updated rows are counted, and compared with a last parameter.
 * </ul>
 *
 * <p>Where the first part changes accounts that are not locked yet ({@link RememberedRowUpdate}), every other part comes after
 * it, and does nothing unless it found all of its rows. So nothing waits for a grant or a key while an account may be somebody
 * else's.
 *
 * <p>There is one text for each combination of parts. A product uses a handful of them, so that driver and server know them
 * again.
 *
 * @param text the text
 * @param isCounting whether its last parameter is {@linkplain #counted how many rows} the updates must change
 * @param isProving whether the parameters of its first part are followed by how many rows that one must change
 */
record UnitedText(String text, boolean isCounting, boolean isProving) {
    private static final String COUNTED = """
            select case
                when updated = given then true
                else cast('locked rows were updated: ' || updated || ' of ' || given as boolean)
            end
            from (select concat_ws(', ', %s) as updated, ?::text as given) as counted""";

    /** Without the offset the server would make the cast, and the error, when it plans the statement. */
    private static final String IF_ALL_UPDATED = """
            case
                when exists (select from %s) then ?
                else (select cast(said as boolean)::text
                    from (select 'not all locked rows were there to be updated' as said offset 0) as refusal)
            end""";

    /** The parts depend on the first one: where that is of one row, by whether it found it, else by how many it found. */
    private static final String IF_FOUND = "exists (select from written_1)";

    private static final String PROVEN = "proven as (select count(*) = ? as are_found from written_1)";
    private static final String IF_PROVEN = "(select are_found from proven)";

    private static final Map<List<String>, UnitedText> TEXTS = new ConcurrentHashMap<>();

    static UnitedText of(List<RowWrite<?>> writes) {
        List<String> parts = new ArrayList<>(writes.size());
        for (RowWrite<?> write : writes) {
            parts.add(write.textOfPostgres());
        }
        return TEXTS.computeIfAbsent(parts, absent -> united(writes));
    }

    /** How many rows each update changes if all are there, in the words of a text that counts. */
    static String counted(List<RowWrite<?>> writes) {
        StringJoiner updated = new StringJoiner(", ");
        for (RowWrite<?> write : writes) {
            if (write.isUpdate()) {
                updated.add(String.valueOf(write.rows().size()));
            }
        }
        return updated.toString();
    }

    private static UnitedText united(List<RowWrite<?>> writes) {
        List<RowWrite<?>> others = writes.subList(0, writes.size() - 1);
        RowWrite<?> last = writes.get(writes.size() - 1);
        boolean isSingle = writes.stream().allMatch(RowWrite::isOfOne);
        if (isSingle && isUpdating(others) && last.statement() instanceof RowInsert<?> insert) {
            return new UnitedText(with(others, IF_FOUND) + insert.ofOneRowWith(ifAllUpdated(others)), false, false);
        }
        return isUpdating(writes)
                ? new UnitedText(
                        with(writes, IF_PROVEN) + COUNTED.formatted(counts(writes)), true, dependsOnFirst(writes))
                : new UnitedText(with(writes, IF_PROVEN) + "select true", false, false);
    }

    private static boolean dependsOnFirst(List<RowWrite<?>> writes) {
        return writes.get(0).statement() instanceof RememberedRowUpdate<?>;
    }

    private static boolean isUpdating(List<RowWrite<?>> writes) {
        return writes.stream().anyMatch(RowWrite::isUpdate);
    }

    /** The condition is that of the parts that depend on the first one, if they do. */
    private static String with(List<RowWrite<?>> writes, String condition) {
        StringJoiner parts = new StringJoiner(", ", "with ", " ");
        for (int i = 0; i < writes.size(); i++) {
            RowWrite<?> write = writes.get(i);
            boolean isDependent = i > 0 && dependsOnFirst(writes);
            String text = isDependent ? textIf(condition, write) : write.textOfPostgres();
            parts.add("%s as (%s%s)".formatted(name(i), text, write.isUpdate() ? " returning 1" : ""));
            if (i == 0 && dependsOnFirst(writes) && condition.equals(IF_PROVEN)) {
                parts.add(PROVEN);
            }
        }
        return parts.toString();
    }

    /** Without an account no row can be inserted, which fails the statement. */
    private static String textIf(String condition, RowWrite<?> write) {
        if (write.statement() instanceof RowInsert<?> insert) {
            return write.isOfOne()
                    ? insert.ofOneRowWith("case when %s then ? end".formatted(condition))
                    : "%s where %s".formatted(insert.ofArrays(), condition);
        }
        return "%s and %s".formatted(write.textOfPostgres(), condition);
    }

    private static String ifAllUpdated(List<RowWrite<?>> writes) {
        return IF_ALL_UPDATED.formatted(String.join(", ", updates(writes)));
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
