package io.creditledger.jdbc.legacy;

import io.creditledger.jdbc.Tap;
import java.sql.SQLException;

/** Breaks whatever is done with a database at one of its statements or commits. */
final class Break implements Tap {
    private final int at;
    private final boolean afterCommit;
    private int calls;
    private boolean happened;

    private Break(int at, boolean afterCommit) {
        this.at = at;
        this.afterCommit = afterCommit;
    }

    /** Before the statement or commit of this number, counted from 1. */
    static Break before(int call) {
        return new Break(call, false);
    }

    /** After the commit of this number, whose answer is lost. */
    static Break afterCommit(int commit) {
        return new Break(commit, true);
    }

    /** Whether it came to that. */
    boolean hasHappened() {
        return happened;
    }

    @Override
    public void before(Call call) throws SQLException {
        if (!afterCommit && (call.executes() || isCommit(call))) {
            count();
        }
    }

    @Override
    public void after(Call call) throws SQLException {
        if (afterCommit && isCommit(call)) {
            count();
        }
    }

    private static boolean isCommit(Call call) {
        return call.method().equals("commit");
    }

    /** The failure is none that is tried again. */
    private void count() throws SQLException {
        calls++;
        if (calls == at) {
            happened = true;
            throw new SQLException("broken on purpose", "XX000");
        }
    }
}
