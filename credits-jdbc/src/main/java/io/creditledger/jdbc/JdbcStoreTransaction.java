package io.creditledger.jdbc;

import io.creditledger.AccountId;
import io.creditledger.spi.Account;
import io.creditledger.spi.AccountChange;
import io.creditledger.spi.Demand;
import io.creditledger.spi.Loaded;
import io.creditledger.spi.StoreTransaction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One transaction on a database.
 *
 * <p>Locks are taken in a statement of their own, and everything else is read in later ones. At READ COMMITTED a statement
 * sees what was committed before it began; one that waits for a lock began before the wait, and so would read rows as they
 * were before whoever held the lock changed them.
 */
final class JdbcStoreTransaction implements StoreTransaction {
    private final Session session;
    private final Dialect dialect;
    private final RowWriter rows;
    private final DemandQueries demanded;

    JdbcStoreTransaction(Session session, Dialect dialect) {
        this.session = session;
        this.dialect = dialect;
        this.rows = dialect.rowWriter();
        this.demanded = new DemandQueries(session, dialect.demandReads(session));
    }

    @Override
    public void createIfAbsent(SortedSet<AccountId> accounts) {
        dialect.insertIfAbsent(
                session.sql(), accounts.stream().map(Account::unopened).toList());
    }

    @Override
    public void expect(List<Demand> demands) {
        demanded.expect(demands);
    }

    @Override
    public Map<AccountId, Account> lock(SortedSet<AccountId> accounts) {
        Map<AccountId, Account> locked = new LinkedHashMap<>();
        if (!accounts.isEmpty()) {
            demanded.readAfter(dialect.accountLocks().of(accounts, account -> locked.put(account.id(), account)));
        }
        return locked;
    }

    @Override
    public Map<AccountId, Loaded> load(List<Demand> demands) {
        return demanded.answer(demands);
    }

    @Override
    public void write(List<AccountChange> changes) {
        rows.write(
                session,
                List.of(
                        RowWrite.of(AccountRows.OPEN, accounts(changes, JdbcStoreTransaction::opens)),
                        RowWrite.of(AccountRows.MOVE, accounts(changes, change -> !opens(change))),
                        RowWrite.of(GrantRows.INSERT, all(changes, AccountChange::made)),
                        RowWrite.of(GrantRows.DRAW, all(changes, AccountChange::drawn)),
                        RowWrite.of(EntryRows.INSERT, all(changes, AccountChange::entries)),
                        RowWrite.of(TaskRows.INSERT, all(changes, AccountChange::started)),
                        RowWrite.of(TaskRows.MOVE, all(changes, AccountChange::moved))));
    }

    /** A change without entries leaves the account's row as it was. */
    private static List<Account> accounts(List<AccountChange> changes, Predicate<AccountChange> which) {
        return changes.stream()
                .filter(change -> !change.entries().isEmpty())
                .filter(which)
                .map(AccountChange::account)
                .toList();
    }

    private static boolean opens(AccountChange change) {
        return change.entries().get(0).seq() == 1;
    }

    private static <T> List<T> all(List<AccountChange> changes, Function<AccountChange, List<T>> rows) {
        return changes.stream().flatMap(change -> rows.apply(change).stream()).toList();
    }
}
