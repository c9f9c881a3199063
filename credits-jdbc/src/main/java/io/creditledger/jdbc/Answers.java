package io.creditledger.jdbc;

import io.creditledger.AccountId;
import io.creditledger.spi.Demand;
import io.creditledger.spi.Loaded;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jooq.Field;

/** What has been read so far of what was demanded of some accounts. */
final class Answers {
    static final Answers NONE = new Answers(List.of());

    private final Map<String, Answer> byAccount = new LinkedHashMap<>();

    /** Answers that begin with what was already read for demands that were expected. */
    Answers(List<Demand> demands, Answers expected) {
        demands.forEach(demand -> add(expected.answerTo(demand)));
    }

    /** Nothing is read yet. */
    static Answers to(List<Demand> demands) {
        return new Answers(demands, NONE);
    }

    private Answer answerTo(Demand demand) {
        Answer read = byAccount.get(demand.account().value());
        return read != null && read.answers(demand) ? read.of(demand) : new Answer(demand);
    }

    private Answers(Collection<Answer> answers) {
        answers.forEach(this::add);
    }

    private void add(Answer answer) {
        byAccount.put(answer.demand().account().value(), answer);
    }

    /** Returns that of the account that a row names. */
    Answer of(Row row, Field<String> account) {
        String id = row.get(account);
        Answer answer = byAccount.get(id);
        if (answer == null) {
            throw new IllegalStateException("the answer must be about " + byAccount.keySet() + ", but is about " + id);
        }
        return answer;
    }

    Collection<Answer> all() {
        return byAccount.values();
    }

    Answers those(Predicate<Answer> which) {
        List<Answer> some = new ArrayList<>(byAccount.size());
        for (Answer answer : all()) {
            if (which.test(answer)) {
                some.add(answer);
            }
        }
        return some.isEmpty() ? NONE : new Answers(some);
    }

    boolean isEmpty() {
        return byAccount.isEmpty();
    }

    Map<AccountId, Loaded> loaded() {
        Map<AccountId, Loaded> loaded = new HashMap<>();
        all().forEach(answer -> loaded.put(answer.demand().account(), answer.loaded()));
        return loaded;
    }
}
