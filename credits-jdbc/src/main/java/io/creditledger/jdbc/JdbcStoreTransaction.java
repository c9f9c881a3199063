package io.creditledger.jdbc;

import static io.creditledger.jdbc.schema.Tables.CREDIT_ACCOUNT;
import static io.creditledger.jdbc.schema.Tables.CREDIT_ENTRY;
import static io.creditledger.jdbc.schema.Tables.CREDIT_GRANT;
import static io.creditledger.jdbc.schema.Tables.CREDIT_TASK;
import static org.jooq.impl.DSL.choose;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;

import io.creditledger.AccountId;
import io.creditledger.Entry;
import io.creditledger.Grant;
import io.creditledger.Task;
import io.creditledger.spi.Account;
import io.creditledger.spi.AccountChange;
import io.creditledger.spi.Demand;
import io.creditledger.spi.Loaded;
import io.creditledger.spi.StoreTransaction;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/**
 * One transaction on a database.
 *
 * <p>Locks are taken in a statement of their own, and everything else is read in later ones. At READ COMMITTED a statement
 * sees what was committed before it began; one that waits for a lock began before the wait, and so would read rows as they
 * were before whoever held the lock changed them.
 */
final class JdbcStoreTransaction implements StoreTransaction {
    private static final int ROWS_PER_INSERT = 500;

    private final DSLContext sql;
    private final Dialect dialect;
    private final DemandQueries queries;

    JdbcStoreTransaction(Transactions.Session session, Dialect dialect) {
        this.sql = session.sql();
        this.dialect = dialect;
        this.queries = new DemandQueries(session, dialect);
    }

    @Override
    public void createIfAbsent(SortedSet<AccountId> accounts) {
        dialect.insertIfAbsent(sql, accounts.stream().map(Account::unopened).toList());
    }

    @Override
    public Map<AccountId, Account> lock(SortedSet<AccountId> accounts) {
        Map<AccountId, Account> locked = new LinkedHashMap<>();
        List<String> ids = accounts.stream().map(AccountId::value).toList();
        dialect.locking(sql.select(AccountRows.FIELDS)
                        .from(CREDIT_ACCOUNT)
                        .where(CREDIT_ACCOUNT.ACCOUNT_ID.in(ids))
                        .orderBy(CREDIT_ACCOUNT.ACCOUNT_ID))
                .forEach(row -> {
                    Account account = AccountRows.fromRow(row);
                    locked.put(account.id(), account);
                });
        return locked;
    }

    @Override
    public Map<AccountId, Loaded> load(List<Demand> demands) {
        Map<AccountId, Loaded> loaded = new HashMap<>();
        demands.forEach(demand -> loaded.put(demand.account(), queries.answer(demand)));
        return loaded;
    }

    @Override
    public void write(List<AccountChange> changes) {
        List<Grant> made = new ArrayList<>();
        List<Entry> entries = new ArrayList<>();
        List<Task> started = new ArrayList<>();
        List<Task> moved = new ArrayList<>();
        for (AccountChange change : changes) {
            made.addAll(change.made());
            entries.addAll(change.entries());
            started.addAll(change.started());
            moved.addAll(change.moved());
        }
        updateAccounts(changes.stream()
                .filter(change -> !change.entries().isEmpty())
                .map(AccountChange::account)
                .toList());
        insertGrants(made);
        changes.forEach(this::drawGrants);
        insertEntries(entries);
        insertTasks(started);
        updateTasks(moved);
    }

    private void updateAccounts(List<Account> accounts) {
        executeEach(
                sql.update(CREDIT_ACCOUNT)
                        .set(CREDIT_ACCOUNT.BALANCE, (Long) null)
                        .set(CREDIT_ACCOUNT.HELD, (Long) null)
                        .set(CREDIT_ACCOUNT.DEBT, (Long) null)
                        .set(CREDIT_ACCOUNT.LAST_SEQ, (Long) null)
                        .set(CREDIT_ACCOUNT.LAST_GRANT_NO, (Long) null)
                        .set(CREDIT_ACCOUNT.LAST_AT, (Instant) null)
                        .set(CREDIT_ACCOUNT.OPENED_AT, (Instant) null)
                        .where(CREDIT_ACCOUNT.ACCOUNT_ID.eq((String) null)),
                accounts.stream()
                        .map(account -> new Object[] {
                            account.balance().value(),
                            account.held().value(),
                            account.debt().value(),
                            account.lastSeq(),
                            account.lastGrant(),
                            account.lastAt(),
                            account.openedAt(),
                            account.id().value()
                        })
                        .toList());
    }

    private void insertGrants(List<Grant> grants) {
        for (List<Grant> some : chunks(grants)) {
            sql.insertInto(CREDIT_GRANT, GrantRows.INSERTED)
                    .valuesOfRows(some.stream().map(GrantRows::toRow).toList())
                    .execute();
        }
    }

    /** Of the grants that a charge draws on all but the last are emptied, so one statement can tell what remains. */
    private void drawGrants(AccountChange change) {
        for (List<Grant> some : chunks(change.drawn())) {
            List<Grant> open = some.stream().filter(Grant::isOpen).toList();
            int updated = sql.update(CREDIT_GRANT)
                    .set(CREDIT_GRANT.REMAINING, remaining(open))
                    .set(CREDIT_GRANT.OPEN, isOneOf(open))
                    .where(CREDIT_GRANT.ACCOUNT_ID.eq(change.account().id().value()))
                    .and(CREDIT_GRANT.GRANT_ID.in(ids(some)))
                    .execute();
            requireRows(updated, some.size());
        }
    }

    private static Field<Long> remaining(List<Grant> open) {
        Map<String, Long> remaining = new LinkedHashMap<>();
        open.forEach(
                grant -> remaining.put(grant.id().value(), grant.remaining().value()));
        return remaining.isEmpty()
                ? inline(0L)
                : choose(CREDIT_GRANT.GRANT_ID).mapValues(remaining).otherwise(inline(0L));
    }

    private static Field<Boolean> isOneOf(List<Grant> open) {
        return open.isEmpty() ? inline(false) : field(CREDIT_GRANT.GRANT_ID.in(ids(open)));
    }

    private static List<String> ids(List<Grant> grants) {
        return grants.stream().map(grant -> grant.id().value()).toList();
    }

    private void insertEntries(List<Entry> entries) {
        for (List<Entry> some : chunks(entries)) {
            sql.insertInto(CREDIT_ENTRY, EntryRows.FIELDS)
                    .valuesOfRows(some.stream().map(EntryRows::toRow).toList())
                    .execute();
        }
    }

    private void insertTasks(List<Task> tasks) {
        for (List<Task> some : chunks(tasks)) {
            sql.insertInto(CREDIT_TASK, TaskRows.FIELDS)
                    .valuesOfRows(some.stream().map(TaskRows::toRow).toList())
                    .execute();
        }
    }

    private void updateTasks(List<Task> tasks) {
        Map<Field<?>, @Nullable Object> moving = new LinkedHashMap<>();
        TaskRows.MOVING.forEach(field -> moving.put(field, null));
        executeEach(
                sql.update(CREDIT_TASK)
                        .set(moving)
                        .where(CREDIT_TASK.ACCOUNT_ID.eq((String) null))
                        .and(CREDIT_TASK.TASK_ID.eq((String) null)),
                tasks.stream().map(JdbcStoreTransaction::moving).toList());
    }

    private static @Nullable Object[] moving(Task task) {
        return Stream.concat(
                        Arrays.stream(TaskRows.movingValues(task)),
                        Stream.of(task.account().value(), task.id().value()))
                .toArray();
    }

    /**
     * Executes an update of one row with each of the parameter lists; every one must find its row. A driver that sends them
     * in bulk may not know how many rows each one changed.
     */
    private void executeEach(Query update, List<Object[]> parameters) {
        if (parameters.isEmpty()) {
            return;
        }
        BatchBindStep batch = sql.batch(update);
        for (Object[] row : parameters) {
            batch = batch.bind(row);
        }
        for (int count : batch.execute()) {
            if (count != Statement.SUCCESS_NO_INFO) {
                requireRows(count, 1);
            }
        }
    }

    /** Locked rows cannot vanish; if one has, nothing of the transaction may stay. */
    private static void requireRows(int updated, int expected) {
        if (updated != expected) {
            throw new DataAccessException(
                    "updating " + expected + " locked rows must change as many, but changed " + updated);
        }
    }

    private static <T> Collection<List<T>> chunks(List<T> rows) {
        List<List<T>> chunks = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += ROWS_PER_INSERT) {
            chunks.add(rows.subList(from, Math.min(rows.size(), from + ROWS_PER_INSERT)));
        }
        return chunks;
    }
}
