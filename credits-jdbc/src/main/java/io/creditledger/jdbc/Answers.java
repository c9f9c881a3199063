package io.creditledger.jdbc;

import io.creditledger.AccountId;
import io.creditledger.spi.Demand;
import io.creditledger.spi.Loaded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** The answers to what is demanded of some accounts, as far as they have been read. */
final class Answers {
    static final Answers NONE = new Answers(List.of());

    private final List<Answer> all;
    private final Map<String, Answer> byAccount;

    private Answers(List<Answer> all) {
        this.all = all;
        this.byAccount = all.size() == 1 ? Map.of() : byAccount(all);
    }

    private static Map<String, Answer> byAccount(List<Answer> answers) {
        Map<String, Answer> byAccount = new HashMap<>();
        answers.forEach(answer -> byAccount.put(id(answer.demand()), answer));
        return byAccount;
    }

    private static String id(Demand demand) {
        return demand.account().value();
    }

    /** Nothing is read yet. */
    static Answers to(List<Demand> demands) {
        return NONE.answersTo(demands);
    }

    /** Returns the answers to later demands; each begins with what was read for its account, if that serves. */
    Answers answersTo(List<Demand> demands) {
        List<Answer> answers = new ArrayList<>(demands.size());
        for (Demand demand : demands) {
            Answer known = ofAccount(id(demand));
            answers.add(known == null ? Answer.to(demand) : known.answerTo(demand));
        }
        return new Answers(answers);
    }

    /** Returns that of the account that a row names. */
    Answer of(Row row, Field<String> account) {
        String id = row.get(account);
        Answer answer = ofAccount(id);
        if (answer == null) {
            throw new IllegalStateException("the answer must be about " + accounts() + ", but is about " + id);
        }
        return answer;
    }

    /** One account needs no map: most demands are of one. */
    private @Nullable Answer ofAccount(String id) {
        if (all.size() == 1) {
            Answer only = all.get(0);
            return id(only.demand()).equals(id) ? only : null;
        }
        return byAccount.get(id);
    }

    private List<AccountId> accounts() {
        return all.stream().map(answer -> answer.demand().account()).toList();
    }

    List<Answer> all() {
        return all;
    }

    Answers those(Predicate<Answer> which) {
        List<Answer> some = new ArrayList<>(all.size());
        for (Answer answer : all) {
            if (which.test(answer)) {
                some.add(answer);
            }
        }
        if (some.isEmpty()) {
            return NONE;
        }
        return some.size() == all.size() ? this : new Answers(some);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    Map<AccountId, Loaded> loaded() {
        Map<AccountId, Loaded> loaded = new HashMap<>();
        all.forEach(answer -> loaded.put(answer.demand().account(), answer.loaded()));
        return loaded;
    }
}
