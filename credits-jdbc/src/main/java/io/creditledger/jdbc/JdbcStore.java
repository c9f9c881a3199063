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
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.SelectForUpdateStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The store on a relational database. Of what it remembers, nothing has an effect unless the database proves that it still
 * holds ({@link TransactionMemory}).
 */
final class JdbcStore implements CreditStore {
    private static final int JOURNAL_PAGE = 1_000;
    private static final int DUE_ROWS_FOR_EACH = 20;

    private final Transactions transactions;
    private final Dialect dialect;
    private final Mirror mirror;
    private final AccountMemory memory;

    JdbcStore(Transactions transactions, Dialect dialect) {
        this(transactions, dialect, Mirror.NONE, new AccountMemory(JdbcLedgerBuilder.REMEMBERED_ACCOUNTS));
    }

    JdbcStore(Transactions transactions, Dialect dialect, Mirror mirror, AccountMemory memory) {
        this.transactions = transactions;
        this.dialect = dialect;
        this.mirror = mirror;
        this.memory = memory;
    }

    boolean isMirrored() {
        return mirror != Mirror.NONE;
    }

    /** Returns the same store in transactions of the host. What they leave may be rolled back, and is not remembered. */
    JdbcStore in(Transactions others) {
        return new JdbcStore(others, dialect, mirror, AccountMemory.NONE);
    }

    @Override
    public <T> T transact(Function<StoreTransaction, T> work) {
        return new Attempts<>(memory, mayPresumeRows(), (session, remembered) -> work.apply(in(session, remembered)))
                .in(transactions);
    }

    /** The work may rely on the locks for what it does by itself, so that nothing is presumed. */
    <T> T transact(LedgerWork<T> work) {
        return transactions.transact(
                session -> work.in(session.sql(), in(session, TransactionMemory.presumingNothing(AccountMemory.NONE))));
    }

    private StoreTransaction in(Session session, TransactionMemory remembered) {
        return mirror.follow(session, new JdbcStoreTransaction(session, dialect, remembered));
    }

    /** What follows changes reads before the write, and has to read what is locked. */
    private boolean mayPresumeRows() {
        return dialect.writesInOneStatement() && !isMirrored();
    }

    @Override
    public Optional<Holdings> holdings(AccountId account) {
        return transactions.read(session -> HoldingsRead.of(session, account));
    }

    @Override
    public List<Grant> grants(AccountId account, GrantQuery query, int limit) {
        Cursor after = query.after();
        return read(sql -> sql.select(GrantRows.FIELDS)
                        .from(CREDIT_GRANT)
                        .where(CREDIT_GRANT.ACCOUNT_ID.eq(account.value()))
                        .and(query.onlyOpen() ? GrantRows.isOpen() : noCondition())
                        .and(after == null ? noCondition() : CREDIT_GRANT.GRANT_NO.lt(after.number()))
                        .orderBy(CREDIT_GRANT.GRANT_NO.desc())
                        .limit(limit))
                .map(row -> GrantRows.fromRow(account, row::get));
    }

    @Override
    public List<Entry> history(AccountId account, HistoryQuery query, int limit) {
        return read(sql -> sql.select(EntryRows.FIELDS)
                        .from(CREDIT_ENTRY)
                        .where(CREDIT_ENTRY.ACCOUNT_ID.eq(account.value()))
                        .and(isAskedFor(query))
                        .orderBy(CREDIT_ENTRY.SEQ.desc(), CREDIT_ENTRY.LINE.desc())
                        .limit(limit))
                .map(row -> EntryRows.fromRow(row::get));
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

    /**
     * Reads off the index in its own order. An account with several due grants stands there several times, so that more rows
     * are read than accounts are asked for.
     */
    @Override
    public List<AccountId> accountsWithDueGrants(Instant at, int limit) {
        return read(sql -> sql.select(List.of(CREDIT_GRANT.ACCOUNT_ID))
                        .from(CREDIT_GRANT)
                        .where(GrantRows.isOpen())
                        .and(CREDIT_GRANT.EXPIRES_AT.le(at))
                        .orderBy(CREDIT_GRANT.EXPIRES_AT)
                        .limit(limit * DUE_ROWS_FOR_EACH))
                .stream()
                .map(row -> AccountId.of(row.get(CREDIT_GRANT.ACCOUNT_ID)))
                .distinct()
                .limit(limit)
                .toList();
    }

    @Override
    public List<Task> tasks(TaskId task) {
        return read(sql -> withId(sql, task)).map(row -> TaskRows.fromRow(row::get));
    }

    @Override
    public List<Task> knownTasks(TaskId task) {
        return transactions.read(session -> withId(session.sql(), task).fetch()).map(row -> TaskRows.fromRow(row::get));
    }

    private static SelectForUpdateStep<Record> withId(DSLContext sql, TaskId task) {
        return sql.select(TaskRows.FIELDS).from(CREDIT_TASK).where(CREDIT_TASK.TASK_ID.eq(task.value()));
    }

    @Override
    public List<Task> tasks(TaskQuery query, int limit) {
        return read(sql -> sql.select(TaskRows.FIELDS)
                        .from(CREDIT_TASK)
                        .where(isAskedFor(query))
                        .orderBy(CREDIT_TASK.ACCOUNT_ID, CREDIT_TASK.TASK_ID)
                        .limit(limit))
                .map(row -> TaskRows.fromRow(row::get));
    }

    @Override
    public Credits estimatesOfRunningTasks(AccountId account) {
        Field<BigDecimal> sum = DSL.sum(CREDIT_TASK.ESTIMATE);
        BigDecimal estimates = read(sql -> sql.select(List.of(sum))
                        .from(CREDIT_TASK)
                        .where(CREDIT_TASK.ACCOUNT_ID.eq(account.value()))
                        .and(CREDIT_TASK.STATUS.eq(DSL.inline(TaskStatus.RUNNING.name())))
                        .and(CREDIT_TASK.PREPAID.eq(DSL.inline(false))))
                .get(0)
                .get(sum);
        return estimates == null
                ? Credits.ZERO
                : Credits.of(estimates.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValueExact());
    }

    @Override
    public List<AccountId> accounts(@Nullable AccountId after, int limit) {
        return read(sql -> sql.select(List.of(CREDIT_ACCOUNT.ACCOUNT_ID))
                        .from(CREDIT_ACCOUNT)
                        .where(after == null ? noCondition() : CREDIT_ACCOUNT.ACCOUNT_ID.gt(after.value()))
                        .orderBy(CREDIT_ACCOUNT.ACCOUNT_ID)
                        .limit(limit))
                .map(row -> AccountId.of(row.get(CREDIT_ACCOUNT.ACCOUNT_ID)));
    }

    private Result<Record> read(Function<DSLContext, SelectForUpdateStep<Record>> query) {
        return transactions.read(session -> session.fetch(query.apply(session.sql())));
    }

    private List<Entry> journalPage(AccountId account, Instant until, Cursor after) {
        return read(sql -> sql.select(EntryRows.FIELDS)
                        .from(CREDIT_ENTRY)
                        .where(CREDIT_ENTRY.ACCOUNT_ID.eq(account.value()))
                        .and(CREDIT_ENTRY.SEQ.ge(after.number()))
                        .and(row(CREDIT_ENTRY.SEQ, CREDIT_ENTRY.LINE).gt(after.number(), after.line()))
                        .and(CREDIT_ENTRY.RECORDED_AT.le(until))
                        .orderBy(CREDIT_ENTRY.SEQ, CREDIT_ENTRY.LINE)
                        .limit(JOURNAL_PAGE))
                .map(row -> EntryRows.fromRow(row::get));
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
                : condition
                        .and(CREDIT_TASK.ACCOUNT_ID.ge(after.account().value()))
                        .and(row(CREDIT_TASK.ACCOUNT_ID, CREDIT_TASK.TASK_ID)
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
        return query.after() == null ? condition : condition.and(isBefore(query.after()));
    }

    /** MariaDB and MySQL make a range of an index of the first comparison, but not of the second, which says it all. */
    private static Condition isBefore(Cursor cursor) {
        return CREDIT_ENTRY
                .SEQ
                .le(cursor.number())
                .and(row(CREDIT_ENTRY.SEQ, CREDIT_ENTRY.LINE).lt(cursor.number(), cursor.line()));
    }
}
