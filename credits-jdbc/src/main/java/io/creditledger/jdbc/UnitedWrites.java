package io.creditledger.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
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

    private static final Map<List<String>, String> TEXTS = new ConcurrentHashMap<>();

    private final RowParameters parameters;

    UnitedWrites(RowParameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public void write(Session session, List<RowWrite<?>> writes) {
        int from = 0;
        for (List<RowWrite<?>> some = part(writes, from); !some.isEmpty(); some = part(writes, from)) {
            if (some.size() == 1) {
                executeAlone(session, some);
            } else {
                executeUnited(session, some);
            }
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

    private void executeAlone(Session session, List<RowWrite<?>> writes) {
        RowWrite<?> write = writes.get(0);
        session.prepared(write.textOfPostgres(), statement -> {
            set(session, statement, writes);
            requireAll(write, statement.executeUpdate());
            return true;
        });
    }

    private void executeUnited(Session session, List<RowWrite<?>> writes) {
        session.prepared(text(writes), statement -> {
            set(session, statement, writes);
            try (ResultSet counts = statement.executeQuery()) {
                counts.next();
                requireAll(writes, counts);
            }
            return true;
        });
    }

    private void set(Session session, PreparedStatement statement, List<RowWrite<?>> writes) throws SQLException {
        int before = 0;
        for (RowWrite<?> write : writes) {
            write.setOfPostgres(session.connection(), statement, parameters, before);
            before += write.statement().columns().size();
        }
    }

    private static void requireAll(List<RowWrite<?>> writes, ResultSet counts) throws SQLException {
        int count = 1;
        for (RowWrite<?> write : writes) {
            if (write.isUpdate()) {
                requireAll(write, counts.getInt(count++));
            }
        }
    }

    private static void requireAll(RowWrite<?> write, int written) {
        if (write.statement() instanceof RowUpdate<?> update) {
            update.requireAll(written, write.rows().size());
        }
    }

    private static String text(List<RowWrite<?>> writes) {
        List<String> parts = new ArrayList<>(writes.size());
        for (RowWrite<?> write : writes) {
            parts.add(write.textOfPostgres());
        }
        return TEXTS.computeIfAbsent(parts, absent -> united(writes));
    }

    /** What is inserted need not be counted. */
    private static String united(List<RowWrite<?>> writes) {
        StringJoiner parts = new StringJoiner(", ");
        StringJoiner counts = new StringJoiner(", ").setEmptyValue("0");
        for (int i = 1; i <= writes.size(); i++) {
            RowWrite<?> write = writes.get(i - 1);
            if (write.isUpdate()) {
                parts.add("written_%d as (%s returning 1)".formatted(i, write.textOfPostgres()));
                counts.add("(select count(*) from written_%d)".formatted(i));
            } else {
                parts.add("written_%d as (%s)".formatted(i, write.textOfPostgres()));
            }
        }
        return "with %s select %s".formatted(parts, counts);
    }
}
