package io.creditledger.jdbc;

import io.creditledger.AccountId;
import io.creditledger.spi.Account;
import io.creditledger.spi.AccountChange;
import io.creditledger.spi.Demand;
import io.creditledger.spi.Loaded;
import io.creditledger.spi.StoreTransaction;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Function;

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

    JdbcStoreTransaction(Session session, Dialect dialect) {
        this.session = session;
        this.dialect = dialect;
        this.rows = dialect.rowWriter();
    }

    @Override
    public void createIfAbsent(SortedSet<AccountId> accounts) {
        dialect.insertIfAbsent(
                session.sql(), accounts.stream().map(Account::unopened).toList());
    }

    @Override
    public Map<AccountId, Account> lock(SortedSet<AccountId> accounts) {
        return accounts.isEmpty() ? Map.of() : dialect.accountLocks().lock(session, accounts);
    }

    @Override
    public Map<AccountId, Loaded> load(List<Demand> demands) {
        return new DemandQueries(dialect.demandReads(session)).answer(demands);
    }

    @Override
    public void write(List<AccountChange> changes) {
        rows.write(
                session,
                List.of(
                        new RowWrite<>(AccountRows.UPDATE, accounts(changes)),
                        new RowWrite<>(GrantRows.INSERT, all(changes, AccountChange::made)),
                        new RowWrite<>(GrantRows.DRAW, all(changes, AccountChange::drawn)),
                        new RowWrite<>(EntryRows.INSERT, all(changes, AccountChange::entries)),
                        new RowWrite<>(TaskRows.INSERT, all(changes, AccountChange::started)),
                        new RowWrite<>(TaskRows.MOVE, all(changes, AccountChange::moved))));
    }

    /** A change without entries leaves the account's row as it was. */
    private static List<Account> accounts(List<AccountChange> changes) {
        return changes.stream()
                .filter(change -> !change.entries().isEmpty())
                .map(AccountChange::account)
                .toList();
    }

    private static <T> List<T> all(List<AccountChange> changes, Function<AccountChange, List<T>> rows) {
        return changes.stream().flatMap(change -> rows.apply(change).stream()).toList();
    }
}
