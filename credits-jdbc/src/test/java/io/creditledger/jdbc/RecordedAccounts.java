package io.creditledger.jdbc;

import static io.creditledger.jdbc.LedgerDatabase.chargeOf;
import static io.creditledger.jdbc.LedgerDatabase.grantOf;

import io.creditledger.AccountId;
import io.creditledger.CreditLedger;
import io.creditledger.Expiry;
import io.creditledger.IdempotencyKey;
import io.creditledger.StartTask;
import io.creditledger.TaskId;
import io.creditledger.Tier;
import io.creditledger.engine.StoredLedger;
import io.creditledger.spi.Account;
import io.creditledger.spi.AccountChange;
import io.creditledger.spi.CreditStore;
import io.creditledger.spi.Demand;
import io.creditledger.spi.Loaded;
import io.creditledger.spi.StoreTransaction;
import io.creditledger.testkit.InMemoryStore;
import io.creditledger.testkit.SettableClock;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;

/**
 * What single commands on a store in memory demanded and changed, account by account: the same steps for each account, with
 * other numbers.
 */
final class RecordedAccounts {
    /** What stores like to mistake for something else, at the end of ids. */
    private static final List<String> ENDS =
            List.of("", "'", "\"", "\\", ",", "{}", "null", " ", "\n", "?", "::text", "\u00e9", "\uD83D\uDE00");

    private final InMemoryStore memory = new InMemoryStore();
    private final SortedMap<AccountId, List<Step>> steps = new TreeMap<>();

    /** What one command demanded, and what it changed, if anything. */
    record Step(Demand demand, Optional<AccountChange> change) {}

    /** Each account is opened, is given grants, is charged little, then more or less than a page of grants, and so on. */
    RecordedAccounts(int accounts, int grants) {
        this(accounts, number -> grants);
    }

    /** Where some have more grants than others, one is still given a grant at the step at which the other is charged. */
    RecordedAccounts(int accounts, IntUnaryOperator grants) {
        for (int number = 0; number < accounts; number++) {
            record(number, grants.applyAsInt(number));
        }
    }

    private void record(int number, int grants) {
        AccountId account = AccountId.of("account-%03d%s".formatted(number, ENDS.get(number % ENDS.size())));
        SettableClock clock = SettableClock.at("2026-01-15T10:00:00.123456Z");
        clock.advance(Duration.ofNanos(number * 1_001_000L));
        List<Step> recorded = new ArrayList<>();
        CreditLedger ledger = new StoredLedger(recording(recorded), LedgerDatabase.POLICY, clock);
        ledger.open(account);
        for (int grant = 1; grant <= grants; grant++) {
            clock.advance(Duration.ofSeconds(1));
            Expiry expiry = grant % 7 == 0
                    ? Expiry.never()
                    : Expiry.at(clock.instant().plus(Duration.ofDays(100 + (grant * 37 + number) % 50)));
            ledger.grant(grantOf(account, 10, key(number, "purchase-" + grant).value())
                    .expiring(expiry));
        }
        ledger.charge(chargeOf(account, 3, key(number, "task-1").value()));
        ledger.charge(chargeOf(account, number % 2 == 0 ? grants * 10L - 5 : 14, "task-2"));
        ledger.charge(chargeOf(account, 3, key(number, "task-1").value()));
        ledger.tasks().start(StartTask.of(account, task(number), Tier.STANDARD));
        clock.advance(Duration.ofSeconds(1));
        ledger.tasks().complete(task(number), Duration.ofMillis(1_234 + number));
        steps.put(account, recorded);
    }

    private static IdempotencyKey key(int number, String what) {
        return IdempotencyKey.of(what + ENDS.get((number + 1) % ENDS.size()));
    }

    private static TaskId task(int number) {
        return TaskId.of(number + "-4711" + ENDS.get((number + 2) % ENDS.size()));
    }

    CreditStore memory() {
        return memory;
    }

    SortedSet<AccountId> accounts() {
        return new TreeSet<>(steps.keySet());
    }

    int rounds() {
        return steps.values().iterator().next().size();
    }

    /** What all accounts demand at the same step. */
    List<Demand> demands(int round) {
        return steps.values().stream()
                .map(recorded -> recorded.get(round).demand())
                .toList();
    }

    /** What all accounts change at the same step. */
    List<AccountChange> changes(int round) {
        return steps.values().stream()
                .flatMap(recorded -> recorded.get(round).change().stream())
                .toList();
    }

    private CreditStore recording(List<Step> recorded) {
        return (CreditStore) Proxy.newProxyInstance(
                CreditStore.class.getClassLoader(),
                new Class<?>[] {CreditStore.class},
                (proxy, method, arguments) -> method.getName().equals("transact")
                        ? transact(recorded, arguments[0])
                        : method.invoke(memory, arguments));
    }

    @SuppressWarnings("unchecked")
    private Object transact(List<Step> recorded, Object work) {
        return memory.transact(
                transaction -> ((Function<StoreTransaction, Object>) work).apply(new Recording(transaction, recorded)));
    }

    /** Writes down what the transaction of one command demands and changes. */
    private record Recording(StoreTransaction transaction, List<Step> recorded) implements StoreTransaction {
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
            recorded.add(new Step(demands.get(0), Optional.empty()));
            return transaction.load(demands);
        }

        @Override
        public void write(List<AccountChange> changes) {
            Demand demand = recorded.remove(recorded.size() - 1).demand();
            recorded.add(new Step(demand, Optional.of(changes.get(0))));
            transaction.write(changes);
        }
    }
}
