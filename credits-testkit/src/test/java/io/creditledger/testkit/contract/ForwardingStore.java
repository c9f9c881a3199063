package io.creditledger.testkit.contract;

import io.creditledger.AccountId;
import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.Grant;
import io.creditledger.GrantQuery;
import io.creditledger.HistoryQuery;
import io.creditledger.Task;
import io.creditledger.TaskId;
import io.creditledger.TaskQuery;
import io.creditledger.spi.Account;
import io.creditledger.spi.AccountChange;
import io.creditledger.spi.CreditStore;
import io.creditledger.spi.Demand;
import io.creditledger.spi.Holdings;
import io.creditledger.spi.Loaded;
import io.creditledger.spi.StoreTransaction;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Passes everything on, so that a fault can be put in at one place. */
public abstract class ForwardingStore implements CreditStore {
    private final CreditStore store;

    protected ForwardingStore(CreditStore store) {
        this.store = store;
    }

    protected Loaded load(Demand demand, Loaded found) {
        return found;
    }

    protected AccountChange write(AccountChange change) {
        return change;
    }

    @Override
    public <T> T transact(Function<StoreTransaction, T> work) {
        return store.transact(transaction -> work.apply(new ForwardingTransaction(transaction)));
    }

    @Override
    public Optional<Holdings> holdings(AccountId account) {
        return store.holdings(account);
    }

    @Override
    public List<Grant> grants(AccountId account, GrantQuery query, int limit) {
        return store.grants(account, query, limit);
    }

    @Override
    public List<Entry> history(AccountId account, HistoryQuery query, int limit) {
        return store.history(account, query, limit);
    }

    @Override
    public void journal(AccountId account, Instant until, Consumer<Entry> reader) {
        store.journal(account, until, reader);
    }

    @Override
    public List<AccountId> accountsWithDueGrants(Instant at, int limit) {
        return store.accountsWithDueGrants(at, limit);
    }

    @Override
    public List<Task> tasks(TaskId task) {
        return store.tasks(task);
    }

    @Override
    public List<Task> knownTasks(TaskId task) {
        return tasks(task);
    }

    @Override
    public List<Task> tasks(TaskQuery query, int limit) {
        return store.tasks(query, limit);
    }

    @Override
    public Credits estimatesOfRunningTasks(AccountId account) {
        return store.estimatesOfRunningTasks(account);
    }

    @Override
    public List<AccountId> accounts(@Nullable AccountId after, int limit) {
        return store.accounts(after, limit);
    }

    private final class ForwardingTransaction implements StoreTransaction {
        private final StoreTransaction transaction;

        ForwardingTransaction(StoreTransaction transaction) {
            this.transaction = transaction;
        }

        @Override
        public void createIfAbsent(SortedSet<AccountId> accounts) {
            transaction.createIfAbsent(accounts);
        }

        @Override
        public void expect(Supplier<List<Demand>> demands) {
            transaction.expect(demands);
        }

        @Override
        public Map<AccountId, Account> lock(SortedSet<AccountId> accounts) {
            return transaction.lock(accounts);
        }

        @Override
        public Map<AccountId, Loaded> load(List<Demand> demands) {
            Map<AccountId, Loaded> found = new HashMap<>(transaction.load(demands));
            demands.forEach(demand -> found.computeIfPresent(
                    demand.account(), (account, loaded) -> ForwardingStore.this.load(demand, loaded)));
            return found;
        }

        @Override
        public void write(List<AccountChange> changes) {
            transaction.write(changes.stream().map(ForwardingStore.this::write).toList());
        }
    }
}
