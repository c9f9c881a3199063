package io.creditledger.jdbc;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Writes down all that costs a round trip to the database, in order. Several statements may go in one, the commit among them;
 * to commit once more what was committed so costs none.
 */
final class StatementLog implements Tap {
    private static final String COMMIT = "commit";
    private static final Set<String> ENDS = Set.of(COMMIT, "rollback");
    private static final Set<String> QUESTIONS =
            Set.of("getTransactionIsolation", "setTransactionIsolation", "isValid");

    private final List<String> statements = new ArrayList<>();
    private final List<String> roundTrips = new ArrayList<>();
    private boolean isCommitted;

    @Override
    public void before(Call call) {
        if (call.executes()) {
            List<String> texts = List.of(call.sql().split("; "));
            texts.stream().filter(text -> !text.equals(COMMIT)).forEach(statements::add);
            roundTrips.add(texts.stream().map(StatementLog::firstWord).collect(joining("; ")));
            isCommitted = texts.contains(COMMIT);
        } else if (call.method().equals(COMMIT) && isCommitted) {
            isCommitted = false;
        } else if (ENDS.contains(call.method()) || QUESTIONS.contains(call.method())) {
            roundTrips.add(call.method());
        }
    }

    @Override
    public void after(Call call) {}

    /** Returns what was done since this was last asked: the first words of statements that went together, and the ends of transactions. */
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
        return bare.split(" ", 2)[0].toLowerCase(Locale.ROOT);
    }

    void forget() {
        statements.clear();
        roundTrips.clear();
    }
}
