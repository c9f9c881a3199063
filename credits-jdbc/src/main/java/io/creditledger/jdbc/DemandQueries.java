package io.creditledger.jdbc;

import io.creditledger.AccountId;
import io.creditledger.spi.Demand;
import io.creditledger.spi.Loaded;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads what is demanded of accounts that are locked, or recalls it.
 *
 * <p>Nearly always the keys that were used before and the first grants in consumption order are enough. Only where those
 * grants hold too little, further pages of them are read, each larger than the one before; only where a key was used before,
 * its transaction is read.
 */
final class DemandQueries {
    private final Session session;
    private final DemandReads reads;
    private final TransactionMemory memory;
    private Answers expected = Answers.NONE;
    private Answers read = Answers.NONE;

    DemandQueries(Session session, DemandReads reads, TransactionMemory memory) {
        this.session = session;
        this.reads = reads;
        this.memory = memory;
    }

    /** Due grants are demanded by sweeps alone, and are not read ahead. */
    void expect(List<Demand> demands) {
        expected = Answers.to(demands).those(answer -> answer.demand().due() == 0);
    }

    /** What is expected to be demanded. */
    Answers expected() {
        return expected;
    }

    /**
     * Executes the query that locks, and reads what is expected and not remembered right after it, where that takes no round
     * trip more.
     */
    void readAfter(Query locking) {
        Answers lackingGrants = expected.those(answer -> !memory.serves(answer.demand()));
        Answers lackingTasks = expected.those(Answer::lacksTasks);
        List<Query> following = reads.following(lackingGrants, lackingTasks);
        if (following.isEmpty()) {
            session.read(locking);
            return;
        }
        List<Query> all = new ArrayList<>(following.size() + 1);
        all.add(locking);
        all.addAll(following);
        session.read(all);
        lackingGrants.all().forEach(answer -> answer.read().knowGrants());
        lackingTasks.all().forEach(answer -> answer.read().knowTasks());
        read = expected;
    }

    /** What was read ahead, or is remembered, answers once: later, it may have changed. */
    Map<AccountId, Loaded> answer(List<Demand> demands) {
        Answers answers = read.answersTo(demands);
        read = Answers.NONE;
        answers.those(Answer::lacksGrants).all().forEach(memory::recall);
        readIfAny(answers.those(Answer::lacksGrants), reads::keysAndGrants);
        readFurtherPages(answers);
        readIfAny(answers.those(answer -> !answer.usedBy().isEmpty()), reads::entries);
        readIfAny(answers.those(Answer::lacksTasks), reads::tasks);
        memory.learn(answers);
        return answers.loaded();
    }

    /** What was read ahead is not what is there, once something is written. */
    void forget() {
        read = Answers.NONE;
    }

    private void readFurtherPages(Answers answers) {
        GrantPage page = GrantPage.FIRST;
        Answers lacking = lackingAfter(page, answers);
        while (!lacking.isEmpty()) {
            page = page.next();
            reads.usableGrants(lacking, page);
            lacking = lackingAfter(page, lacking);
        }
    }

    private static Answers lackingAfter(GrantPage page, Answers answers) {
        return answers.those(answer -> answer.needsMoreAfter(page));
    }

    private static void readIfAny(Answers answers, Consumer<Answers> read) {
        if (!answers.isEmpty()) {
            read.accept(answers);
        }
    }
}
