package io.creditledger.testkit.contract;

import io.creditledger.AccountId;
import io.creditledger.Entry;
import io.creditledger.Grant;
import io.creditledger.GrantQuery;
import io.creditledger.HistoryQuery;
import io.creditledger.spi.Account;
import io.creditledger.spi.AccountChange;
import io.creditledger.spi.CreditStore;
import io.creditledger.spi.Demand;
import io.creditledger.spi.Holdings;
import io.creditledger.spi.Loaded;
import io.creditledger.spi.StoreTransaction;
import io.creditledger.testkit.InMemoryStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A store that keeps all of its promises but one. */
final class DefectiveStore implements CreditStore {
    private static final Loaded NOTHING = new Loaded(List.of(), Map.of());

    private final InMemoryStore sound = new InMemoryStore();
    private final Defect defect;

    DefectiveStore(Defect defect) {
        this.defect = defect;
    }

    void clear() {
        sound.clear();
    }

    @Override
    public <T> T transact(Function<StoreTransaction, T> work) {
        return sound.transact(transaction -> work.apply(new DefectiveTransaction(transaction)));
    }

    @Override
    public Optional<Holdings> holdings(AccountId account) {
        return sound.holdings(account);
    }

    @Override
    public List<Grant> grants(AccountId account, GrantQuery query, int limit) {
        return sound.grants(account, query, limit);
    }

    @Override
    public List<Entry> history(AccountId account, HistoryQuery query, int limit) {
        return sound.history(account, defect.asked(query), limit);
    }

    @Override
    public void journal(AccountId account, Instant until, Consumer<Entry> reader) {
        sound.journal(account, defect.readUntil(until), reader);
    }

    @Override
    public List<AccountId> accountsWithDueGrants(Instant at, int limit) {
        return sound.accountsWithDueGrants(defect.dueAt(at), limit);
    }

    @Override
    public List<AccountId> accounts(@Nullable AccountId after, int limit) {
        return sound.accounts(after, limit);
    }

    /** A transaction that loads and writes with the defect. */
    private final class DefectiveTransaction implements StoreTransaction {
        private final StoreTransaction transaction;

        DefectiveTransaction(StoreTransaction transaction) {
            this.transaction = transaction;
        }

        @Override
        public void createIfAbsent(SortedSet<AccountId> accounts) {
            transaction.createIfAbsent(accounts);
        }

        @Override
        public Map<AccountId, Account> lock(SortedSet<AccountId> accounts) {
            return transaction.lock(accounts);
        }

        @Override
        public Map<AccountId, Loaded> load(List<Demand> demands) {
            Map<AccountId, Loaded> sound = transaction.load(demands);
            Map<AccountId, Loaded> loaded = new HashMap<>();
            for (Demand demand : demands) {
                loaded.put(demand.account(), defect.loaded(demand, sound.getOrDefault(demand.account(), NOTHING)));
            }
            return loaded;
        }

        @Override
        public void write(List<AccountChange> changes) {
            transaction.write(changes.stream().map(defect::written).toList());
        }
    }
}
