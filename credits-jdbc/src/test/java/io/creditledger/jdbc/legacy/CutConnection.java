package io.creditledger.jdbc.legacy;

import io.creditledger.jdbc.Tap;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Ends the connection before the n-th statement that changes something, as a process that is killed there would. */
final class CutConnection implements Tap {
    private final Predicate<String> where;
    private boolean cut;

    private CutConnection(Predicate<String> where) {
        this.where = where;
    }

    static CutConnection before(int statement) {
        AtomicInteger executed = new AtomicInteger();
        return new CutConnection(sql -> executed.incrementAndGet() == statement);
    }

    static CutConnection before(String statement) {
        return new CutConnection(sql -> sql.startsWith(statement));
    }

    /** Whether there was such a statement. */
    boolean happened() {
        return cut;
    }

    @Override
    public void before(Call call) throws SQLException {
        if (call.executes() && !call.sql().startsWith("select")) {
            cutIf(where.test(call.sql()), call);
        }
    }

    private void cutIf(boolean meant, Call call) throws SQLException {
        if (meant) {
            cut = true;
            ((Statement) call.target()).getConnection().abort(Runnable::run);
            throw new SQLException("the connection was cut before: " + call.sql(), "08006");
        }
    }

    @Override
    public void after(Call call) {}
}
