package io.creditledger.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL's way: all kinds in one statement. Its parts see the tables as they were before it, and no row stands in two of
 * them.
 */
final class UnitedWrites implements RowWriter {
    /** Bounds what a statement holds in memory; larger ones are not faster. */
    static final int MOST = 1_000;

    private final RowParameters parameters;

    UnitedWrites(RowParameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public void write(Session session, List<RowWrite<?>> writes) {
        int from = 0;
        for (List<RowWrite<?>> some = part(writes, from); !some.isEmpty(); some = part(writes, from)) {
            List<RowWrite<?>> part = some;
            UnitedText text = UnitedText.of(part);
            session.last(text.text(), (statement, before) -> set(statement, before, part, text));
            from += MOST;
        }
    }

    @Override
    public boolean writesAtOnce(List<RowWrite<?>> writes) {
        return writes.stream().allMatch(write -> write.rows().size() <= MOST);
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

    private int set(PreparedStatement statement, int before, List<RowWrite<?>> writes, UnitedText text)
            throws SQLException {
        RowWrite<?> first = writes.get(0);
        int last = first.setOfPostgres(statement, parameters, before);
        if (text.isProving()) {
            statement.setLong(++last, first.rows().size());
        }
        for (RowWrite<?> write : writes.subList(1, writes.size())) {
            last = write.setOfPostgres(statement, parameters, last);
        }
        if (text.isCounting()) {
            statement.setString(++last, UnitedText.counted(writes));
        }
        return last;
    }
}
