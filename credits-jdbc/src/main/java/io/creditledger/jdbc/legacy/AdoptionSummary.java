package io.creditledger.jdbc.legacy;

import static io.creditledger.jdbc.schema.Tables.CREDIT_ADOPTED_ACCOUNT;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.when;

import io.creditledger.RunId;
import java.math.BigDecimal;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Sums up what a run has written. */
final class AdoptionSummary {
    private static final Field<Integer> USERS = count();
    private static final Field<BigDecimal> RECEIPTS = sum(CREDIT_ADOPTED_ACCOUNT.RECEIPTS);
    private static final Field<BigDecimal> SPENDINGS = sum(CREDIT_ADOPTED_ACCOUNT.SPENDINGS);
    private static final Field<BigDecimal> TASKS = sum(CREDIT_ADOPTED_ACCOUNT.TASKS);
    private static final Field<BigDecimal> EXPIRED = sum(CREDIT_ADOPTED_ACCOUNT.EXPIRED);
    private static final Field<BigDecimal> DIRTY = sum(CREDIT_ADOPTED_ACCOUNT.DIRTY_ROWS);
    private static final Field<Integer> ADJUSTED =
            count(when(CREDIT_ADOPTED_ACCOUNT.ADJUSTMENT.ne(inline(0L)), inline(1)));
    private static final Field<BigDecimal> GRANTED =
            sum(when(CREDIT_ADOPTED_ACCOUNT.ADJUSTMENT.gt(inline(0L)), CREDIT_ADOPTED_ACCOUNT.ADJUSTMENT));
    private static final Field<BigDecimal> CHARGED =
            sum(when(CREDIT_ADOPTED_ACCOUNT.ADJUSTMENT.lt(inline(0L)), CREDIT_ADOPTED_ACCOUNT.ADJUSTMENT));

    private final DSLContext sql;
    private final LegacyReader reader;

    AdoptionSummary(DSLContext sql, LegacyReader reader) {
        this.sql = sql;
        this.reader = reader.on(sql);
    }

    AdoptionResult ofNothing() {
        return new AdoptionResult(
                null,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                reader.countOrphanTransactions(),
                reader.countOrphanTasks(),
                0,
                List.of());
    }

    AdoptionResult of(RunId run) {
        Record sums = sql.select(USERS, RECEIPTS, SPENDINGS, TASKS, EXPIRED, ADJUSTED, GRANTED, CHARGED, DIRTY)
                .from(CREDIT_ADOPTED_ACCOUNT)
                .where(CREDIT_ADOPTED_ACCOUNT.RUN_ID.eq(run.value()))
                .fetchSingle();
        AdoptionRefusals refusals = new AdoptionRefusals(sql, run);
        return new AdoptionResult(
                sums.get(USERS) == 0 ? null : run,
                sums.get(USERS),
                whole(sums.get(RECEIPTS)),
                whole(sums.get(SPENDINGS)),
                whole(sums.get(TASKS)),
                whole(sums.get(EXPIRED)),
                sums.get(ADJUSTED),
                whole(sums.get(GRANTED)),
                -whole(sums.get(CHARGED)),
                whole(sums.get(DIRTY)),
                reader.countOrphanTransactions(),
                reader.countOrphanTasks(),
                refusals.count(),
                refusals.first(AdoptionResult.MAX_LISTED));
    }

    private static long whole(@Nullable BigDecimal sum) {
        return sum == null ? 0 : sum.longValueExact();
    }
}
