package io.creditledger.jdbc;

import static io.creditledger.jdbc.schema.Tables.CREDIT_ACCOUNT;

import io.creditledger.AccountId;
import io.creditledger.spi.Account;
import io.creditledger.spi.AccountChange;
import io.creditledger.spi.Demand;
import io.creditledger.spi.Loaded;
import io.creditledger.spi.StoreTransaction;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Function;
import org.jooq.DSLContext;

/**
 * One transaction on a database.
 *
 * <p>Locks are taken in a statement of their own, and everything else is read in later ones. At READ COMMITTED a statement
 * sees what was committed before it began; one that waits for a lock began before the wait, and so would read rows as they
 * were before whoever held the lock changed them.
 */
final class JdbcStoreTransaction implements StoreTransaction {
    private final DSLContext sql;
    private final Dialect dialect;
    private final DemandQueries queries;
    private final RowWriter rows;

    JdbcStoreTransaction(Transactions.Session session, Dialect dialect) {
        this.sql = session.sql();
        this.dialect = dialect;
        this.queries = new DemandQueries(session, dialect);
        this.rows = new RowWriter(session.sql(), dialect);
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
        rows.update(AccountRows.UPDATE, accounts(changes));
        rows.insert(GrantRows.INSERT, all(changes, AccountChange::made));
        rows.update(GrantRows.DRAW, all(changes, AccountChange::drawn));
        rows.insert(EntryRows.INSERT, all(changes, AccountChange::entries));
        rows.insert(TaskRows.INSERT, all(changes, AccountChange::started));
        rows.update(TaskRows.MOVE, all(changes, AccountChange::moved));
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
