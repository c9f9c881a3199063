package io.creditledger.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;

/**
 * PostgreSQL's way: all kinds in one statement, whose parts are the statements of each. The parts see the tables as they were
 * before it, and no row stands in two of them.
 *
 * <p>There is one text for each combination of parts. A product uses a handful of them, so that driver and server know them
 * again.
 */
final class UnitedWrites implements RowWriter {
    /** Bounds what a statement holds in memory; larger ones are not faster. */
    private static final int MOST = 1_000;

    /**
     * What is inserted need not be counted. That a locked row was not there to be updated is an error, and must be one in the
     * server already: the commit may come right after it.
     */
    private static final String CHECKED = """
            select case
                when updated = given then true
                else cast('locked rows were updated: ' || updated || ' of ' || given as boolean)
            end
            from (select concat_ws(', ', %s) as updated, ?::text as given) as counted""";

    private static final Map<List<String>, String> TEXTS = new ConcurrentHashMap<>();

    private final RowParameters parameters;

    UnitedWrites(RowParameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public void write(Session session, List<RowWrite<?>> writes) {
        int from = 0;
        for (List<RowWrite<?>> some = part(writes, from); !some.isEmpty(); some = part(writes, from)) {
            List<RowWrite<?>> part = some;
            session.last(text(part), (statement, before) -> set(statement, before, part));
            from += MOST;
        }
    }

    private static List<RowWrite<?>> part(List<RowWrite<?>> writes, int from) {
        List<RowWrite<?>> some = new ArrayList<>(writes.size());
        for (RowWrite<?> write : writes) {
            if (write.rows().size() > from) {
                some.add(write.part(from, MOST));
            }
        }
        return some;
    }

    private int set(PreparedStatement statement, int before, List<RowWrite<?>> writes) throws SQLException {
        int last = before;
        for (RowWrite<?> write : writes) {
            last = write.setOfPostgres(statement, parameters, last);
        }
        String updated = updated(writes);
        if (!updated.isEmpty()) {
            statement.setString(++last, updated);
        }
        return last;
    }

    /** How many rows the updates must change, in the words of the statement. */
    private static String updated(List<RowWrite<?>> writes) {
        StringJoiner updated = new StringJoiner(", ");
        for (RowWrite<?> write : writes) {
            if (write.isUpdate()) {
                updated.add(String.valueOf(write.rows().size()));
            }
        }
        return updated.toString();
    }

    private static String text(List<RowWrite<?>> writes) {
        List<String> parts = new ArrayList<>(writes.size());
        for (RowWrite<?> write : writes) {
            parts.add(write.textOfPostgres());
        }
        return TEXTS.computeIfAbsent(parts, absent -> united(writes));
    }

    private static String united(List<RowWrite<?>> writes) {
        StringJoiner parts = new StringJoiner(", ");
        StringJoiner counts = new StringJoiner(", ");
        for (int i = 1; i <= writes.size(); i++) {
            RowWrite<?> write = writes.get(i - 1);
            if (write.isUpdate()) {
                parts.add("written_%d as (%s returning 1)".formatted(i, write.textOfPostgres()));
                counts.add("(select count(*) from written_%d)".formatted(i));
            } else {
                parts.add("written_%d as (%s)".formatted(i, write.textOfPostgres()));
            }
        }
        return "with %s %s".formatted(parts, counts.length() == 0 ? "select true" : CHECKED.formatted(counts));
    }
}
