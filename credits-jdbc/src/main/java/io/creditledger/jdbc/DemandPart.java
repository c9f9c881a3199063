package io.creditledger.jdbc;

import io.creditledger.IdempotencyKey;
import io.creditledger.TaskId;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jooq.SQLDialect;

/**
 * A select with what some accounts demand of it.
 *
 * @param select the select
 * @param accounts an account for each thing that is demanded
 * @param what the things
 * @param bounds the parameters that come last, of its limit and offset
 */
record DemandPart(DemandSelect select, List<String> accounts, List<Object> what, List<Integer> bounds) {
    private static final RowParameters PARAMETERS = new RowParameters(SQLDialect.POSTGRES);

    static DemandPart of(
            DemandSelect select,
            Collection<Answer> demanded,
            Function<Answer, ? extends Collection<?>> things,
            Integer... bounds) {
        List<String> accounts = new ArrayList<>(demanded.size());
        List<Object> what = new ArrayList<>(demanded.size());
        for (Answer answer : demanded) {
            for (Object thing : things.apply(answer)) {
                accounts.add(answer.demand().account().value());
                what.add(value(thing));
            }
        }
        return new DemandPart(select, accounts, what, List.of(bounds));
    }

    private static Object value(Object thing) {
        if (thing instanceof IdempotencyKey key) {
            return key.value();
        }
        return thing instanceof TaskId task ? task.value() : thing;
    }

    boolean isEmpty() {
        return accounts.isEmpty();
    }

    private boolean isOfOne() {
        return accounts.size() == 1;
    }

    String text() {
        return isOfOne() ? select.ofOne() : select.ofMany();
    }

    /** Sets its parameters after as many as were set before, and returns how many are set then. */
    int set(PreparedStatement statement, int before) throws SQLException {
        int last = isOfOne() ? setOne(statement, before) : setMany(statement, before);
        for (Integer bound : bounds) {
            statement.setInt(++last, bound);
        }
        return last;
    }

    private int setOne(PreparedStatement statement, int before) throws SQLException {
        int last = before;
        statement.setString(++last, accounts.get(0));
        Object thing = PARAMETERS.inTermsOfDatabase(what.get(0));
        for (int mention = 0; mention < select.mentions(); mention++) {
            statement.setObject(++last, thing);
        }
        return last;
    }

    private int setMany(PreparedStatement statement, int before) throws SQLException {
        Object[] things = what.stream().map(Object::toString).toArray();
        statement.setArray(before + 1, statement.getConnection().createArrayOf("text", accounts.toArray()));
        statement.setArray(before + 2, statement.getConnection().createArrayOf(select.type(), things));
        return before + 2;
    }
}
