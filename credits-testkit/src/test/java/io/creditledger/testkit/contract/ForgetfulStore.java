package io.creditledger.testkit.contract;

import io.creditledger.AccountId;
import io.creditledger.spi.Account;
import io.creditledger.spi.AccountChange;
import io.creditledger.spi.Demand;
import io.creditledger.spi.Loaded;
import io.creditledger.spi.StoreTransaction;
import io.creditledger.testkit.InMemoryStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A store that does nothing. It claims to do all that it is asked for, and remembers none of it.
 *
 * <p>It can also claim that every account that is locked was opened, so that requests get as far as their receipts.
 */
final class ForgetfulStore extends ForwardingStore {
    private final Function<AccountId, Optional<Account>> claims;

    private ForgetfulStore(Function<AccountId, Optional<Account>> claims) {
        super(new InMemoryStore());
        this.claims = claims;
    }

    /** A store without any account. */
    static ForgetfulStore empty() {
        return new ForgetfulStore(account -> Optional.empty());
    }

    /** A store in which every account is there to be opened, again and again. */
    static ForgetfulStore unopened() {
        return new ForgetfulStore(account -> Optional.of(Account.unopened(account)));
    }

    @Override
    public <T> T transact(Function<StoreTransaction, T> work) {
        return work.apply(new Forgotten());
    }

    /** A transaction of which nothing stays. */
    private final class Forgotten implements StoreTransaction {
        @Override
        public void createIfAbsent(SortedSet<AccountId> accounts) {}

        @Override
        public void expect(Supplier<List<Demand>> demands) {}

        @Override
        public Map<AccountId, Account> lock(SortedSet<AccountId> accounts) {
            return accounts.stream()
                    .flatMap(account -> claims.apply(account).stream())
                    .collect(Collectors.toMap(Account::id, Function.identity()));
        }

        @Override
        public Map<AccountId, Loaded> load(List<Demand> demands) {
            return demands.stream()
                    .collect(Collectors.toMap(Demand::account, demand -> new Loaded(List.of(), Map.of(), Map.of())));
        }

        @Override
        public void write(List<AccountChange> changes) {}
    }
}
