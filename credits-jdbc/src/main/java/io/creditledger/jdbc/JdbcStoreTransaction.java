package io.creditledger.jdbc;

import io.creditledger.AccountId;
import io.creditledger.spi.Account;
import io.creditledger.spi.AccountChange;
import io.creditledger.spi.Demand;
import io.creditledger.spi.Loaded;
import io.creditledger.spi.StoreTransaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One transaction on a database.
 *
 * <p>Locks are taken in a statement of their own, and everything else is read in later ones. At READ COMMITTED a statement
 * sees what was committed before it began; one that waits for a lock began before the wait, and so would read rows as they
 * were before whoever held the lock changed them. Where nothing has to be read, since it is remembered, the statement that
 * writes takes the locks without waiting ({@link TransactionMemory}).
 */
final class JdbcStoreTransaction implements StoreTransaction {
    private final Session session;
    private final Dialect dialect;
    private final RowWriter rows;
    private final DemandQueries demanded;
    private final TransactionMemory memory;

    JdbcStoreTransaction(Session session, Dialect dialect, TransactionMemory memory) {
        this.session = session;
        this.dialect = dialect;
        this.rows = dialect.rowWriter();
        this.demanded = new DemandQueries(session, dialect.demandReads(session), memory);
        this.memory = memory;
    }

    @Override
    public void createIfAbsent(SortedSet<AccountId> accounts) {
        memory.presumeNothing();
        dialect.insertIfAbsent(
                session.sql(), accounts.stream().map(Account::unopened).toList());
    }

    @Override
    public void expect(Supplier<List<Demand>> demands) {
        if (dialect.sendsSeveralStatements()) {
            demanded.expect(demands.get());
        }
    }

    @Override
    public Map<AccountId, Account> lock(SortedSet<AccountId> accounts) {
        memory.look(accounts);
        Map<AccountId, Account> presumed = memory.presumeRows(accounts, demanded.expected());
        return presumed.isEmpty() ? lockNow(accounts) : presumed;
    }

    private Map<AccountId, Account> lockNow(SortedSet<AccountId> accounts) {
        Map<AccountId, Account> locked = new LinkedHashMap<>();
        if (!accounts.isEmpty()) {
            demanded.readAfter(dialect.accountLocks().of(accounts, account -> locked.put(account.id(), account)));
        }
        memory.locked(locked);
        return locked;
    }

    @Override
    public Map<AccountId, Loaded> load(List<Demand> demands) {
        return demanded.answer(demands);
    }

    /** Entries are last: a single one can find out whether the others found their rows, as {@link UnitedText} says. */
    @Override
    public void write(List<AccountChange> changes) {
        demanded.forget();
        List<RowWrite<?>> writes = new ArrayList<>();
        add(writes, AccountRows.OPEN, of(changes, change -> account(change, true)));
        if (memory.arePresumedRows()) {
            List<RememberedMove> moves = of(changes, change -> List.of(memory.move(change.account())));
            add(writes, AccountRows.move(moves), moves);
        } else {
            add(writes, AccountRows.MOVE, of(changes, change -> account(change, false)));
        }
        add(writes, GrantRows.INSERT, of(changes, AccountChange::made));
        add(writes, GrantRows.DRAW, of(changes, AccountChange::drawn));
        add(writes, TaskRows.INSERT, of(changes, AccountChange::started));
        add(writes, TaskRows.MOVE, of(changes, AccountChange::moved));
        add(writes, EntryRows.INSERT, of(changes, AccountChange::entries));
        memory.written(changes, rows.writesAtOnce(writes));
        rows.write(session, writes);
    }

    private static <T> void add(List<RowWrite<?>> writes, RowStatement<T> statement, List<T> rows) {
        if (!rows.isEmpty()) {
            writes.add(RowWrite.of(statement, rows));
        }
    }

    /** A change without entries leaves the account's row as it was. */
    private static List<Account> account(AccountChange change, boolean opened) {
        boolean isWritten = !change.entries().isEmpty()
                && opened == (change.entries().get(0).seq() == 1);
        return isWritten ? List.of(change.account()) : List.of();
    }

    private static <T> List<T> of(List<AccountChange> changes, Function<AccountChange, List<T>> rows) {
        if (changes.size() == 1) {
            return rows.apply(changes.get(0));
        }
        List<T> all = new ArrayList<>(changes.size());
        for (AccountChange change : changes) {
            all.addAll(rows.apply(change));
        }
        return all;
    }
}
