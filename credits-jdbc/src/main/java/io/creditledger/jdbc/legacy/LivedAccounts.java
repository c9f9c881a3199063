package io.creditledger.jdbc.legacy;

import static io.creditledger.jdbc.schema.Tables.CREDIT_ACCOUNT;
import static io.creditledger.jdbc.schema.Tables.CREDIT_ADOPTED_ACCOUNT;
import static io.creditledger.jdbc.schema.Tables.CREDIT_TASK;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.selectCount;

import io.creditledger.AccountId;
import io.creditledger.RunId;
import io.creditledger.TaskStatus;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.SelectField;

/**
 * The accounts of a run that have lived on. Every transaction counts the account's number up; a task that moves on without
 * one was running and is not any more, and one that started is one more.
 */
final class LivedAccounts {
    private static final Field<Long> TRANSACTIONS =
            CREDIT_ACCOUNT.LAST_SEQ.minus(CREDIT_ADOPTED_ACCOUNT.LAST_SEQ).as("transactions_since");
    private static final Field<Integer> TASKS = tasks(noCondition());
    private static final Field<Integer> RUNNING = tasks(CREDIT_TASK.STATUS.eq(inline(TaskStatus.RUNNING.name())));

    private final DSLContext sql;
    private final Condition ofRun;
    private final RunId run;

    LivedAccounts(DSLContext sql, RunId run) {
        this.sql = sql;
        this.run = run;
        this.ofRun = CREDIT_ADOPTED_ACCOUNT.RUN_ID.eq(run.value());
    }

    /** Throws if there is one. */
    void requireNone() {
        requireNone(ofRun);
    }

    /** Throws if there is one among these. */
    void requireNone(List<String> accounts) {
        requireNone(ofRun.and(CREDIT_ADOPTED_ACCOUNT.ACCOUNT_ID.in(accounts)));
    }

    private void requireNone(Condition which) {
        List<LivedAccount> first = lived(which)
                .orderBy(CREDIT_ACCOUNT.ACCOUNT_ID)
                .limit(RollbackRefusedException.MAX_LISTED)
                .fetch(LivedAccounts::account);
        if (!first.isEmpty()) {
            throw RollbackRefusedException.livedOn(run, sql.fetchCount(lived(which)), first);
        }
    }

    private SelectConditionStep<Record> lived(Condition which) {
        return sql.select(List.<SelectField<?>>of(CREDIT_ACCOUNT.ACCOUNT_ID, TRANSACTIONS))
                .from(CREDIT_ADOPTED_ACCOUNT)
                .join(CREDIT_ACCOUNT)
                .on(CREDIT_ACCOUNT.ACCOUNT_ID.eq(CREDIT_ADOPTED_ACCOUNT.ACCOUNT_ID))
                .where(which)
                .and(hasLivedOn());
    }

    private static Condition hasLivedOn() {
        return CREDIT_ACCOUNT
                .LAST_SEQ
                .ne(CREDIT_ADOPTED_ACCOUNT.LAST_SEQ)
                .or(TASKS.cast(Long.class).ne(CREDIT_ADOPTED_ACCOUNT.TASKS))
                .or(RUNNING.cast(Long.class).ne(CREDIT_ADOPTED_ACCOUNT.RUNNING_TASKS));
    }

    private static Field<Integer> tasks(Condition which) {
        return field(selectCount()
                .from(CREDIT_TASK)
                .where(CREDIT_TASK.ACCOUNT_ID.eq(CREDIT_ADOPTED_ACCOUNT.ACCOUNT_ID))
                .and(which));
    }

    private static LivedAccount account(Record row) {
        long transactions = row.get(TRANSACTIONS);
        return new LivedAccount(
                AccountId.of(row.get(CREDIT_ACCOUNT.ACCOUNT_ID)),
                transactions > 0
                        ? "it has " + transactions + " transactions since"
                        : "tasks of it have started or moved on since");
    }
}
