package io.creditledger.jdbc;

import static io.creditledger.jdbc.schema.Tables.CREDIT_ACCOUNT;
import static io.creditledger.jdbc.schema.Tables.CREDIT_ENTRY;
import static io.creditledger.jdbc.schema.Tables.CREDIT_GRANT;
import static io.creditledger.jdbc.schema.Tables.CREDIT_TASK;

import io.creditledger.AccountId;
import io.creditledger.Entry;
import io.creditledger.Grant;
import io.creditledger.Task;
import io.creditledger.TaskId;
import io.creditledger.spi.Account;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.SQLDialect;

/**
 * Reads the rows of many accounts at once, without locks: for audits, which look at everything. A host that asks about one
 * account asks the ledger.
 *
 * <p>Rows are handed on as they come and not kept: the connection is in a transaction, and does nothing else until the last
 * row has come. Not thread-safe, as the connection is not.
 */
public final class LedgerRows {
    private static final int ROWS_AT_A_TIME = 2_000;

    private final DSLContext sql;

    private LedgerRows(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * Returns the rows that a transaction sees.
     *
     * @param sql a context as {@link Database#sql} or {@link JdbcCreditLedger#transact} give it
     * @return the rows
     */
    public static LedgerRows of(DSLContext sql) {
        return new LedgerRows(Objects.requireNonNull(sql, "sql"));
    }

    /**
     * Reads accounts.
     *
     * @param accounts which
     * @param reader is given those that there are, in no order
     */
    public void accounts(Collection<AccountId> accounts, Consumer<Account> reader) {
        stream(
                sql.select(AccountRows.FIELDS).from(CREDIT_ACCOUNT).where(isOneOf(CREDIT_ACCOUNT.ACCOUNT_ID, accounts)),
                row -> reader.accept(AccountRows.fromRow(row::get)));
    }

    /**
     * Reads journals.
     *
     * @param accounts whose
     * @param reader is given their entries, those of an account together in the order of their seq and line
     */
    public void entries(Collection<AccountId> accounts, Consumer<Entry> reader) {
        stream(
                sql.select(EntryRows.FIELDS)
                        .from(CREDIT_ENTRY)
                        .where(isOneOf(CREDIT_ENTRY.ACCOUNT_ID, accounts))
                        .orderBy(CREDIT_ENTRY.ACCOUNT_ID, CREDIT_ENTRY.SEQ, CREDIT_ENTRY.LINE),
                row -> reader.accept(EntryRows.fromRow(row::get)));
    }

    /**
     * Reads grants, open or not.
     *
     * @param accounts whose
     * @param reader is given their grants, in no order
     */
    public void grants(Collection<AccountId> accounts, Consumer<Grant> reader) {
        stream(
                sql.select(List.<Field<?>>of(CREDIT_GRANT.ACCOUNT_ID))
                        .select(GrantRows.FIELDS)
                        .from(CREDIT_GRANT)
                        .where(isOneOf(CREDIT_GRANT.ACCOUNT_ID, accounts)),
                row -> reader.accept(GrantRows.fromRow(AccountId.of(row.get(CREDIT_GRANT.ACCOUNT_ID)), row::get)));
    }

    /**
     * Reads tasks.
     *
     * @param accounts whose
     * @param tasks which
     * @param reader is given those that there are, in no order
     */
    public void tasks(Collection<AccountId> accounts, Collection<TaskId> tasks, Consumer<Task> reader) {
        List<String> ids = tasks.stream().map(TaskId::value).toList();
        stream(
                sql.select(TaskRows.FIELDS)
                        .from(CREDIT_TASK)
                        .where(isOneOf(CREDIT_TASK.ACCOUNT_ID, accounts))
                        .and(CREDIT_TASK.TASK_ID.in(ids)),
                row -> reader.accept(TaskRows.fromRow(row::get)));
    }

    private static Condition isOneOf(Field<String> column, Collection<AccountId> accounts) {
        return column.in(accounts.stream().map(AccountId::value).toList());
    }

    /** MySQL's driver keeps the whole answer in memory unless it is asked for row after row, by this very number. */
    private void stream(ResultQuery<Record> query, Consumer<Record> reader) {
        int rows = sql.dialect().family() == SQLDialect.MYSQL ? Integer.MIN_VALUE : ROWS_AT_A_TIME;
        try (Cursor<Record> cursor = query.fetchSize(rows).fetchLazy()) {
            cursor.forEach(reader);
        }
    }
}
