package io.creditledger.jdbc;

import io.creditledger.AccountId;
import io.creditledger.spi.Demand;
import io.creditledger.spi.Loaded;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jooq.Record;

/**
 * Reads what is demanded of accounts that are locked.
 *
 * <p>Nearly always the keys that were used before and the first grants in consumption order are enough. Only where those
 * grants hold too little, further pages of them are read, each larger than the one before; only where a key was used before,
 * its transaction is read.
 */
final class DemandQueries {
    private final Transactions.Session session;
    private final Dialect dialect;

    DemandQueries(Transactions.Session session, Dialect dialect) {
        this.session = session;
        this.dialect = dialect;
    }

    Map<AccountId, Loaded> answer(List<Demand> demands) {
        Map<String, Answer> answers = new LinkedHashMap<>();
        demands.forEach(demand -> answers.put(demand.account().value(), new Answer(demand)));
        read(answers, dialect.demandReads(session, demands.size()));
        Map<AccountId, Loaded> loaded = new HashMap<>();
        answers.values().forEach(answer -> loaded.put(answer.demand().account(), answer.loaded()));
        return loaded;
    }

    private static void read(Map<String, Answer> answers, DemandReads reads) {
        Collection<Answer> all = answers.values();
        add(answers, reads.keysAndGrants(List.copyOf(all)), Answer::addKeyOrGrant);
        readFurtherPages(answers, reads);
        add(answers, reads.entries(those(all, answer -> !answer.usedBy().isEmpty())), Answer::addEntry);
        add(answers, reads.tasks(those(all, answer -> !answer.demand().tasks().isEmpty())), Answer::addTask);
    }

    private static void readFurtherPages(Map<String, Answer> answers, DemandReads reads) {
        GrantPage page = GrantPage.FIRST;
        List<Answer> lacking = lackingAfter(page, answers.values());
        while (!lacking.isEmpty()) {
            page = page.next();
            add(answers, reads.usableGrants(lacking, page), Answer::addGrant);
            lacking = lackingAfter(page, lacking);
        }
    }

    private static List<Answer> lackingAfter(GrantPage page, Collection<Answer> answers) {
        return those(answers, answer -> answer.needsMoreAfter(page));
    }

    private static List<Answer> those(Collection<Answer> answers, Predicate<Answer> which) {
        return answers.stream().filter(which).toList();
    }

    /** Each row begins with its account. */
    private static void add(Map<String, Answer> answers, List<Record> rows, BiConsumer<Answer, Record> adding) {
        for (Record row : rows) {
            adding.accept(answers.get(row.get(0, String.class)), row);
        }
    }
}
