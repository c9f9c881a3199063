package io.creditledger.jdbc;

import io.creditledger.AccountId;
import io.creditledger.spi.Demand;
import io.creditledger.spi.Loaded;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads what is demanded of accounts that are locked.
 *
 * <p>Nearly always the keys that were used before and the first grants in consumption order are enough. Only where those
 * grants hold too little, further pages of them are read, each larger than the one before; only where a key was used before,
 * its transaction is read.
 */
final class DemandQueries {
    private final DemandReads reads;

    DemandQueries(DemandReads reads) {
        this.reads = reads;
    }

    Map<AccountId, Loaded> answer(List<Demand> demands) {
        Answers answers = new Answers(demands);
        reads.keysAndGrants(answers);
        readFurtherPages(answers);
        readIfAny(answers.those(answer -> !answer.usedBy().isEmpty()), reads::entries);
        readIfAny(answers.those(answer -> !answer.demand().tasks().isEmpty()), reads::tasks);
        return answers.loaded();
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
