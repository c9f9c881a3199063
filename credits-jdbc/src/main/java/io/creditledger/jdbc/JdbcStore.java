package io.creditledger.jdbc;

import static io.creditledger.jdbc.schema.Tables.CREDIT_ACCOUNT;
import static io.creditledger.jdbc.schema.Tables.CREDIT_ENTRY;
import static io.creditledger.jdbc.schema.Tables.CREDIT_GRANT;
import static io.creditledger.jdbc.schema.Tables.CREDIT_TASK;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import io.creditledger.AccountId;
import io.creditledger.Credits;
import io.creditledger.Cursor;
import io.creditledger.Entry;
import io.creditledger.EntryType;
import io.creditledger.Grant;
import io.creditledger.GrantQuery;
import io.creditledger.HistoryQuery;
import io.creditledger.Task;
import io.creditledger.TaskCursor;
import io.creditledger.TaskId;
import io.creditledger.TaskQuery;
import io.creditledger.TaskStatus;
import io.creditledger.spi.CreditStore;
import io.creditledger.spi.Holdings;
import io.creditledger.spi.StoreTransaction;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The store on a relational database. It keeps nothing in memory, so nothing can outlive a rollback. */
final class JdbcStore implements CreditStore {
    private static final int JOURNAL_PAGE = 1_000;

    private final Transactions transactions;
    private final Dialect dialect;

    JdbcStore(Transactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    @Override
    public <T> T transact(Function<StoreTransaction, T> work) {
        return transactions.transact(session -> work.apply(new JdbcStoreTransaction(session, dialect)));
    }

    @Override
    public Optional<Holdings> holdings(AccountId account) {
        List<Record> rows = transactions.read(sql -> List.copyOf(sql.select(AccountRows.FIELDS)
                .select(GrantRows.FIELDS)
                .from(CREDIT_ACCOUNT)
                .leftJoin(CREDIT_GRANT)
                .on(CREDIT_GRANT.ACCOUNT_ID.eq(CREDIT_ACCOUNT.ACCOUNT_ID))
                .and(GrantRows.isOpen())
                .where(CREDIT_ACCOUNT.ACCOUNT_ID.eq(account.value()))
                .fetch()));
        return rows.stream()
                .findFirst()
                .map(first -> new Holdings(AccountRows.fromRow(first), joinedGrants(account, rows)));
    }

    @Override
    public List<Grant> grants(AccountId account, GrantQuery query, int limit) {
        Cursor after = query.after();
        return transactions.read(sql -> sql.select(GrantRows.FIELDS)
                .from(CREDIT_GRANT)
                .where(CREDIT_GRANT.ACCOUNT_ID.eq(account.value()))
                .and(query.onlyOpen() ? GrantRows.isOpen() : noCondition())
                .and(after == null ? noCondition() : CREDIT_GRANT.GRANT_NO.lt(after.number()))
                .orderBy(CREDIT_GRANT.GRANT_NO.desc())
                .limit(limit)
                .fetch(row -> GrantRows.fromRow(account, row)));
    }

    @Override
    public List<Entry> history(AccountId account, HistoryQuery query, int limit) {
        return transactions.read(sql -> sql.select(EntryRows.FIELDS)
                .from(CREDIT_ENTRY)
                .where(CREDIT_ENTRY.ACCOUNT_ID.eq(account.value()))
                .and(isAskedFor(query))
                .orderBy(CREDIT_ENTRY.SEQ.desc(), CREDIT_ENTRY.LINE.desc())
                .limit(limit)
                .fetch(EntryRows::fromRow));
    }

    @Override
    public void journal(AccountId account, Instant until, Consumer<Entry> reader) {
        Cursor after = new Cursor(0, 0);
        List<Entry> page = journalPage(account, until, after);
        while (!page.isEmpty()) {
            page.forEach(reader);
            Entry last = page.get(page.size() - 1);
            after = new Cursor(last.seq(), last.line());
            page = page.size() < JOURNAL_PAGE ? List.of() : journalPage(account, until, after);
        }
    }

    @Override
    public List<AccountId> accountsWithDueGrants(Instant at, int limit) {
        return transactions.read(sql -> soonestDue(sql, at, limit)).stream()
                .distinct()
                .map(AccountId::of)
                .toList();
    }

    @Override
    public List<Task> tasks(TaskId task) {
        return transactions.read(sql -> sql.select(TaskRows.FIELDS)
                .from(CREDIT_TASK)
                .where(CREDIT_TASK.TASK_ID.eq(task.value()))
                .fetch(TaskRows::fromRow));
    }

    @Override
    public List<Task> tasks(TaskQuery query, int limit) {
        return transactions.read(sql -> sql.select(TaskRows.FIELDS)
                .from(CREDIT_TASK)
                .where(isAskedFor(query))
                .orderBy(CREDIT_TASK.ACCOUNT_ID, CREDIT_TASK.TASK_ID)
                .limit(limit)
                .fetch(TaskRows::fromRow));
    }

    @Override
    public Credits estimatesOfRunningTasks(AccountId account) {
        BigDecimal sum = transactions.read(sql -> sql.select(DSL.sum(CREDIT_TASK.ESTIMATE))
                .from(CREDIT_TASK)
                .where(CREDIT_TASK.ACCOUNT_ID.eq(account.value()))
                .and(CREDIT_TASK.STATUS.eq(DSL.inline(TaskStatus.RUNNING.name())))
                .fetchOptional(0, BigDecimal.class)
                .orElse(BigDecimal.ZERO));
        return Credits.of(sum.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValueExact());
    }

    @Override
    public List<AccountId> accounts(@Nullable AccountId after, int limit) {
        return transactions.read(sql -> sql.select(CREDIT_ACCOUNT.ACCOUNT_ID)
                .from(CREDIT_ACCOUNT)
                .where(after == null ? noCondition() : CREDIT_ACCOUNT.ACCOUNT_ID.gt(after.value()))
                .orderBy(CREDIT_ACCOUNT.ACCOUNT_ID)
                .limit(limit)
                .fetch(row -> AccountId.of(row.value1())));
    }

    /** Reads off the index in its own order; an account with several due grants stands there several times. */
    private static List<String> soonestDue(DSLContext sql, Instant at, int limit) {
        return sql.select(CREDIT_GRANT.ACCOUNT_ID)
                .from(CREDIT_GRANT)
                .where(GrantRows.isOpen())
                .and(CREDIT_GRANT.EXPIRES_AT.le(at))
                .orderBy(CREDIT_GRANT.EXPIRES_AT)
                .limit(limit)
                .fetch(CREDIT_GRANT.ACCOUNT_ID);
    }

    private List<Entry> journalPage(AccountId account, Instant until, Cursor after) {
        return transactions.read(sql -> sql.select(EntryRows.FIELDS)
                .from(CREDIT_ENTRY)
                .where(CREDIT_ENTRY.ACCOUNT_ID.eq(account.value()))
                .and(row(CREDIT_ENTRY.SEQ, CREDIT_ENTRY.LINE).gt(after.number(), after.line()))
                .and(CREDIT_ENTRY.RECORDED_AT.le(until))
                .orderBy(CREDIT_ENTRY.SEQ, CREDIT_ENTRY.LINE)
                .limit(JOURNAL_PAGE)
                .fetch(EntryRows::fromRow));
    }

    private static List<Grant> joinedGrants(AccountId account, List<Record> rows) {
        List<Grant> grants = new ArrayList<>(rows.size());
        for (Record joined : rows) {
            if (joined.get(CREDIT_GRANT.GRANT_ID) != null) {
                grants.add(GrantRows.fromRow(account, joined));
            }
        }
        return grants;
    }

    private static Condition isAskedFor(TaskQuery query) {
        Condition condition = switch (query.kind()) {
            case ANY -> noCondition();
            case RUNNING -> CREDIT_TASK.STATUS.eq(DSL.inline(TaskStatus.RUNNING.name()));
            case UNCHARGED -> CREDIT_TASK.UNCHARGED.eq(DSL.inline(true));
            case CHARGED -> CREDIT_TASK.CHARGED_AT.isNotNull();
        };
        if (query.account() != null) {
            condition = condition.and(CREDIT_TASK.ACCOUNT_ID.eq(query.account().value()));
        }
        if (query.startedBefore() != null) {
            condition = condition.and(CREDIT_TASK.STARTED_AT.lt(query.startedBefore()));
        }
        TaskCursor after = query.after();
        return after == null
                ? condition
                : condition.and(row(CREDIT_TASK.ACCOUNT_ID, CREDIT_TASK.TASK_ID)
                        .gt(after.account().value(), after.task().value()));
    }

    private static Condition isAskedFor(HistoryQuery query) {
        Condition condition =
                CREDIT_ENTRY.TYPE.in(query.types().stream().map(EntryType::name).toList());
        if (query.from() != null) {
            condition = condition.and(CREDIT_ENTRY.RECORDED_AT.ge(query.from()));
        }
        if (query.until() != null) {
            condition = condition.and(CREDIT_ENTRY.RECORDED_AT.lt(query.until()));
        }
        Cursor after = query.after();
        return after == null
                ? condition
                : condition.and(row(CREDIT_ENTRY.SEQ, CREDIT_ENTRY.LINE).lt(after.number(), after.line()));
    }
}
