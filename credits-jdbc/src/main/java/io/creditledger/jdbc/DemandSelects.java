package io.creditledger.jdbc;

import static io.creditledger.jdbc.schema.Tables.CREDIT_ENTRY;
import static io.creditledger.jdbc.schema.Tables.CREDIT_GRANT;
import static io.creditledger.jdbc.schema.Tables.CREDIT_TASK;

import io.creditledger.ConsumptionOrder;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.SelectForUpdateStep;
import org.jooq.impl.DSL;

/**
 * What is read of one account. The account, and what else is asked for, may be parameters, or columns of a table that lists
 * what is asked for of many accounts.
 */
record DemandSelects(DSLContext sql, Dialect dialect) {
    /** A grant with its account. */
    static final List<Field<?>> GRANT = Stream.concat(Stream.of(CREDIT_GRANT.ACCOUNT_ID), GrantRows.FIELDS.stream())
            .toList();

    /** A used key in the shape of a grant, so that both come in one answer: a grant always has a source. */
    private static final List<Field<?>> KEY_IN_SHAPE_OF_GRANT = List.of(
            CREDIT_ENTRY.ACCOUNT_ID.as(CREDIT_GRANT.ACCOUNT_ID),
            CREDIT_ENTRY.SEQ.as(CREDIT_GRANT.GRANT_NO),
            CREDIT_ENTRY.IDEMPOTENCY_KEY.as(CREDIT_GRANT.GRANT_ID),
            absent(CREDIT_GRANT.SOURCE),
            absent(CREDIT_GRANT.PRIORITY),
            absent(CREDIT_GRANT.AMOUNT),
            absent(CREDIT_GRANT.REMAINING),
            absent(CREDIT_GRANT.EFFECTIVE_AT),
            absent(CREDIT_GRANT.EXPIRES_AT));

    SelectForUpdateStep<Record> usedKeys(Field<String> account, Condition keys) {
        return sql.select(KEY_IN_SHAPE_OF_GRANT)
                .from(CREDIT_ENTRY)
                .where(CREDIT_ENTRY.ACCOUNT_ID.eq(account))
                .and(keys);
    }

    SelectForUpdateStep<Record> usableGrants(
            Field<String> account, Field<Instant> at, Field<Instant> until, ConsumptionOrder order, GrantPage page) {
        Condition usable = CREDIT_GRANT
                .EFFECTIVE_AT
                .le(until)
                .and(CREDIT_GRANT.EXPIRES_AT.isNull().or(CREDIT_GRANT.EXPIRES_AT.gt(at)));
        return openGrants(account, usable)
                .orderBy(dialect.orderBy(order))
                .limit(page.size())
                .offset(page.offset());
    }

    SelectForUpdateStep<Record> dueGrants(Field<String> account, Field<Instant> at, int limit) {
        return openGrants(account, CREDIT_GRANT.EXPIRES_AT.le(at))
                .orderBy(CREDIT_GRANT.EXPIRES_AT, CREDIT_GRANT.GRANT_NO)
                .limit(limit);
    }

    private SelectConditionStep<Record> openGrants(Field<String> account, Condition which) {
        return sql.select(GRANT)
                .from(CREDIT_GRANT)
                .where(CREDIT_GRANT.ACCOUNT_ID.eq(account))
                .and(GrantRows.isOpen())
                .and(which);
    }

    SelectForUpdateStep<Record> entries(Field<String> account, Condition transactions) {
        return sql.select(EntryRows.FIELDS)
                .from(CREDIT_ENTRY)
                .where(CREDIT_ENTRY.ACCOUNT_ID.eq(account))
                .and(transactions);
    }

    SelectForUpdateStep<Record> tasks(Field<String> account, Condition tasks) {
        return sql.select(TaskRows.FIELDS)
                .from(CREDIT_TASK)
                .where(CREDIT_TASK.ACCOUNT_ID.eq(account))
                .and(tasks);
    }

    private static <T> Field<T> absent(Field<T> column) {
        return DSL.inline((T) null, column).as(column);
    }
}
