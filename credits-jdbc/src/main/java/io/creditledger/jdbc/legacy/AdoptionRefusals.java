package io.creditledger.jdbc.legacy;

import static io.creditledger.jdbc.schema.Tables.CREDIT_ADOPTION_REFUSAL;

import io.creditledger.RunId;
import java.util.List;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** The users that runs have refused, in one transaction. */
final class AdoptionRefusals {
    private final DSLContext sql;
    private final RunId run;

    AdoptionRefusals(DSLContext sql, RunId run) {
        this.sql = sql;
        this.run = run;
    }

    long count() {
        return sql.fetchCount(CREDIT_ADOPTION_REFUSAL, CREDIT_ADOPTION_REFUSAL.RUN_ID.eq(run.value()));
    }

    List<RefusedUser> first(int limit) {
        return sql.selectFrom(CREDIT_ADOPTION_REFUSAL)
                .where(CREDIT_ADOPTION_REFUSAL.RUN_ID.eq(run.value()))
                .orderBy(CREDIT_ADOPTION_REFUSAL.REFUSAL_NO)
                .limit(limit)
                .fetch(row -> new RefusedUser(
                        row.get(CREDIT_ADOPTION_REFUSAL.USER_ID),
                        RefusalReason.valueOf(row.get(CREDIT_ADOPTION_REFUSAL.REASON)),
                        row.get(CREDIT_ADOPTION_REFUSAL.DETAIL)));
    }

    /** Adds users; the run is locked. */
    void add(List<RefusedUser> refused) {
        long number = refused.isEmpty() ? 0 : count();
        for (List<RefusedUser> some : AdoptedAccounts.chunks(refused)) {
            long before = number;
            sql.insertInto(
                            CREDIT_ADOPTION_REFUSAL,
                            CREDIT_ADOPTION_REFUSAL.RUN_ID,
                            CREDIT_ADOPTION_REFUSAL.REFUSAL_NO,
                            CREDIT_ADOPTION_REFUSAL.USER_ID,
                            CREDIT_ADOPTION_REFUSAL.REASON,
                            CREDIT_ADOPTION_REFUSAL.DETAIL)
                    .valuesOfRows(IntStream.range(0, some.size())
                            .mapToObj(i -> DSL.row(
                                    run.value(),
                                    before + i + 1,
                                    some.get(i).user(),
                                    some.get(i).reason().name(),
                                    some.get(i).detail()))
                            .toList())
                    .execute();
            number += some.size();
        }
    }
}
