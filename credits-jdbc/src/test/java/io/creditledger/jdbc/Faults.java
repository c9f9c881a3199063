package io.creditledger.jdbc;

import java.sql.SQLException;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Makes calls of a database fail, as often as it is told. */
public final class Faults implements Tap {
    private final Predicate<Call> where;
    private final boolean afterwards;
    private final Supplier<SQLException> failure;
    private int remaining;
    private int happened;

    private Faults(Predicate<Call> where, boolean afterwards, int times, Supplier<SQLException> failure) {
        this.where = where;
        this.afterwards = afterwards;
        this.failure = failure;
        this.remaining = times;
    }

    /** The call fails and does nothing. */
    public static Faults before(Predicate<Call> where, int times, Supplier<SQLException> failure) {
        return new Faults(where, false, times, failure);
    }

    /** The call does its work, and its answer is lost. */
    public static Faults after(Predicate<Call> where, int times, Supplier<SQLException> failure) {
        return new Faults(where, true, times, failure);
    }

    public static boolean isCommit(Call call) {
        return "commit".equals(call.method()) || (call.executes() && call.sql().endsWith("; commit"));
    }

    public static boolean isExecution(Call call) {
        return call.executes();
    }

    public static boolean isInsert(Call call) {
        return call.executes() && call.sql().contains("insert into");
    }

    @Override
    public void before(Call call) throws SQLException {
        failIf(!afterwards && where.test(call));
    }

    @Override
    public void after(Call call) throws SQLException {
        failIf(afterwards && where.test(call));
    }

    /** How often a call failed. */
    public int happened() {
        return happened;
    }

    private void failIf(boolean meant) throws SQLException {
        if (meant && remaining > 0) {
            remaining--;
            happened++;
            throw failure.get();
        }
    }
}
