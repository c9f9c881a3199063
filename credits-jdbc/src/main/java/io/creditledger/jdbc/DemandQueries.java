package io.creditledger.jdbc;

import static io.creditledger.jdbc.schema.Tables.CREDIT_ENTRY;
import static io.creditledger.jdbc.schema.Tables.CREDIT_GRANT;
import static io.creditledger.jdbc.schema.Tables.CREDIT_TASK;

import io.creditledger.AccountId;
import io.creditledger.Entry;
import io.creditledger.Grant;
import io.creditledger.IdempotencyKey;
import io.creditledger.Task;
import io.creditledger.TaskId;
import io.creditledger.spi.Demand;
import io.creditledger.spi.Loaded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.Select;
import org.jooq.SelectConditionStep;
import org.jooq.SelectForUpdateStep;
import org.jooq.impl.DSL;

/**
 * Reads what a demand asks for, of an account that is locked.
 *
 * <p>Nearly always one statement is enough: the keys that were used before and the first grants in consumption order come
 * together. Only if those grants hold too little, further pages of them are read, each larger than the one before; only if
 * a key was used before, its transaction is read.
 *
 * <p>Where a plain read may be older than the lock, everything is read with locks of its own.
 */
final class DemandQueries {
    private static final int FIRST_PAGE = 16;
    private static final int PAGE_GROWTH = 8;
    private static final int LARGEST_PAGE = 8_192;

    /** A used key in the shape of a grant, so that both come in one answer: a grant always has a source. */
    private static final List<Field<?>> KEY_IN_SHAPE_OF_GRANT = List.of(
            CREDIT_ENTRY.SEQ.as(CREDIT_GRANT.GRANT_NO),
            CREDIT_ENTRY.IDEMPOTENCY_KEY.as(CREDIT_GRANT.GRANT_ID),
            absent(CREDIT_GRANT.SOURCE),
            absent(CREDIT_GRANT.PRIORITY),
            absent(CREDIT_GRANT.AMOUNT),
            absent(CREDIT_GRANT.REMAINING),
            absent(CREDIT_GRANT.EFFECTIVE_AT),
            absent(CREDIT_GRANT.EXPIRES_AT));

    private final DSLContext sql;
    private final Dialect dialect;
    private final boolean locking;

    DemandQueries(Transactions.Session session, Dialect dialect) {
        this.sql = session.sql();
        this.locking = session.readsBehindLocks();
        this.dialect = dialect;
    }

    Loaded answer(Demand demand) {
        List<Grant> grants = new ArrayList<>();
        Map<Long, IdempotencyKey> used = new HashMap<>();
        for (Record row : fetchAll(firstReads(demand))) {
            if (row.get(CREDIT_GRANT.SOURCE) == null) {
                used.put(row.get(CREDIT_GRANT.GRANT_NO), new IdempotencyKey(row.get(CREDIT_GRANT.GRANT_ID)));
            } else {
                grants.add(GrantRows.fromRow(demand.account(), row));
            }
        }
        if (used.isEmpty()
                || used.size() < demand.keys().size()
                || !demand.tasks().isEmpty()) {
            readFurtherPages(demand, grants);
        }
        return new Loaded(grants, transactions(demand.account(), used), tasks(demand));
    }

    private List<SelectForUpdateStep<Record>> firstReads(Demand demand) {
        List<SelectForUpdateStep<Record>> reads = new ArrayList<>(3);
        if (!demand.keys().isEmpty()) {
            reads.add(usedKeys(demand));
        }
        if (!demand.needed().isZero()) {
            reads.add(usableGrants(demand, 0, FIRST_PAGE));
        }
        if (demand.due() > 0) {
            reads.add(dueGrants(demand));
        }
        return reads;
    }

    private SelectForUpdateStep<Record> usedKeys(Demand demand) {
        return sql.select(KEY_IN_SHAPE_OF_GRANT)
                .from(CREDIT_ENTRY)
                .where(CREDIT_ENTRY.ACCOUNT_ID.eq(demand.account().value()))
                .and(CREDIT_ENTRY.IDEMPOTENCY_KEY.in(
                        demand.keys().stream().map(IdempotencyKey::value).toList()));
    }

    private SelectForUpdateStep<Record> usableGrants(Demand demand, int offset, int limit) {
        Condition usable = CREDIT_GRANT
                .EFFECTIVE_AT
                .le(demand.at())
                .and(CREDIT_GRANT.EXPIRES_AT.isNull().or(CREDIT_GRANT.EXPIRES_AT.gt(demand.at())));
        return openGrants(demand.account(), usable)
                .orderBy(dialect.orderBy(demand.order()))
                .limit(limit)
                .offset(offset);
    }

    private SelectForUpdateStep<Record> dueGrants(Demand demand) {
        return openGrants(demand.account(), CREDIT_GRANT.EXPIRES_AT.le(demand.at()))
                .orderBy(CREDIT_GRANT.EXPIRES_AT, CREDIT_GRANT.GRANT_NO)
                .limit(demand.due());
    }

    private SelectConditionStep<Record> openGrants(AccountId account, Condition which) {
        return sql.select(GrantRows.FIELDS)
                .from(CREDIT_GRANT)
                .where(CREDIT_GRANT.ACCOUNT_ID.eq(account.value()))
                .and(GrantRows.isOpen())
                .and(which);
    }

    private void readFurtherPages(Demand demand, List<Grant> grants) {
        long lacking = demand.needed().value() - usable(demand, grants);
        int offset = FIRST_PAGE;
        int limit = FIRST_PAGE * PAGE_GROWTH;
        boolean more = grants.size() >= FIRST_PAGE;
        while (more && lacking > 0) {
            List<Grant> page =
                    read(usableGrants(demand, offset, limit)).map(row -> GrantRows.fromRow(demand.account(), row));
            grants.addAll(page);
            lacking -= usable(demand, page);
            more = page.size() == limit;
            offset += limit;
            limit = Math.min(limit * PAGE_GROWTH, LARGEST_PAGE);
        }
    }

    private static long usable(Demand demand, List<Grant> grants) {
        return grants.stream()
                .filter(grant -> grant.isUsableAt(demand.at()))
                .mapToLong(grant -> grant.remaining().value())
                .sum();
    }

    private Map<IdempotencyKey, List<Entry>> transactions(AccountId account, Map<Long, IdempotencyKey> used) {
        if (used.isEmpty()) {
            return Map.of();
        }
        Map<IdempotencyKey, List<Entry>> transactions = new HashMap<>();
        for (Record row : read(sql.select(EntryRows.FIELDS)
                .from(CREDIT_ENTRY)
                .where(CREDIT_ENTRY.ACCOUNT_ID.eq(account.value()))
                .and(CREDIT_ENTRY.SEQ.in(used.keySet()))
                .orderBy(CREDIT_ENTRY.SEQ, CREDIT_ENTRY.LINE))) {
            Entry entry = EntryRows.fromRow(row);
            transactions
                    .computeIfAbsent(used.get(entry.seq()), key -> new ArrayList<>(1))
                    .add(entry);
        }
        return transactions;
    }

    private Map<TaskId, Task> tasks(Demand demand) {
        if (demand.tasks().isEmpty()) {
            return Map.of();
        }
        Map<TaskId, Task> tasks = new HashMap<>();
        for (Record row : read(sql.select(TaskRows.FIELDS)
                .from(CREDIT_TASK)
                .where(CREDIT_TASK.ACCOUNT_ID.eq(demand.account().value()))
                .and(CREDIT_TASK.TASK_ID.in(
                        demand.tasks().stream().map(TaskId::value).toList())))) {
            Task task = TaskRows.fromRow(row);
            tasks.put(task.id(), task);
        }
        return tasks;
    }

    private List<Record> fetchAll(List<SelectForUpdateStep<Record>> reads) {
        if (locking) {
            return reads.stream().flatMap(read -> read(read).stream()).toList();
        }
        return reads.stream()
                .map(read -> (Select<Record>) read)
                .reduce(Select::unionAll)
                .map(union -> List.<Record>copyOf(union.fetch()))
                .orElse(List.of());
    }

    private Result<Record> read(SelectForUpdateStep<Record> query) {
        return locking ? query.forUpdate().fetch() : query.fetch();
    }

    private static <T> Field<T> absent(Field<T> column) {
        return DSL.inline((T) null, column).as(column);
    }
}
