package io.creditledger.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Writes down all that costs a round trip to the database, in order. */
final class StatementLog implements Tap {
    private static final Set<String> ENDS = Set.of("commit", "rollback");
    private static final Set<String> QUESTIONS =
            Set.of("getTransactionIsolation", "setTransactionIsolation", "isValid");

    private final List<String> statements = new ArrayList<>();
    private final List<String> roundTrips = new ArrayList<>();

    @Override
    public void before(Call call) {
        if (call.executes()) {
            statements.add(call.sql());
            roundTrips.add(firstWord(call.sql()));
        } else if (ENDS.contains(call.method()) || QUESTIONS.contains(call.method())) {
            roundTrips.add(call.method());
        }
    }

    @Override
    public void after(Call call) {}

    /** Returns what was done since this was last asked: the first words of statements, and the ends of transactions. */
    List<String> roundTrips() {
        List<String> done = List.copyOf(roundTrips);
        forget();
        return done;
    }

    /** Returns the statements that were executed since this was last asked. */
    List<String> statements() {
        List<String> done = List.copyOf(statements);
        forget();
        return done;
    }

    private static String firstWord(String sql) {
        String bare = sql.replace('(', ' ').strip();
        return bare.substring(0, bare.indexOf(' ')).toLowerCase(Locale.ROOT);
    }

    void forget() {
        statements.clear();
        roundTrips.clear();
    }
}
