package io.creditledger.testkit;

import io.creditledger.AccountId;
import io.creditledger.Credits;
import io.creditledger.Cursor;
import io.creditledger.Entry;
import io.creditledger.Grant;
import io.creditledger.GrantQuery;
import io.creditledger.HistoryQuery;
import io.creditledger.Task;
import io.creditledger.TaskCursor;
import io.creditledger.TaskId;
import io.creditledger.TaskQuery;
import io.creditledger.TaskStatus;
import io.creditledger.spi.Account;
import io.creditledger.spi.AccountChange;
import io.creditledger.spi.CreditStore;
import io.creditledger.spi.Demand;
import io.creditledger.spi.Holdings;
import io.creditledger.spi.Loaded;
import io.creditledger.spi.StoreTransaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A store that lives as long as the process. One lock guards everything, so transactions come one after another, and
 * their writes are kept aside until the work has ended well. Thread-safe.
 */
public final class InMemoryStore implements CreditStore {
    private final Lock lock = new ReentrantLock();
    private final Map<AccountId, AccountRecord> accounts = new HashMap<>();
    private Journal journal = new Journal();

    /** Forgets everything. */
    public void clear() {
        locked(() -> {
            accounts.clear();
            journal = new Journal();
            return true;
        });
    }

    @Override
    public <T> T transact(Function<StoreTransaction, T> work) {
        lock.lock();
        try {
            Staging staging = new Staging();
            T result = work.apply(staging);
            staging.apply();
            return result;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<Holdings> holdings(AccountId account) {
        return locked(() -> Optional.ofNullable(accounts.get(account)).map(AccountRecord::holdings));
    }

    @Override
    public List<Grant> grants(AccountId account, GrantQuery query, int limit) {
        Cursor after = query.after();
        return locked(() -> record(account).grantsNewestFirst().stream()
                .filter(grant -> !query.onlyOpen() || grant.isOpen())
                .filter(grant -> after == null || grant.number() < after.number())
                .limit(limit)
                .toList());
    }

    @Override
    public List<Entry> history(AccountId account, HistoryQuery query, int limit) {
        return locked(() -> record(account)
                .linesNewestFirst()
                .filter(entry -> isAskedFor(entry, query))
                .limit(limit)
                .toList());
    }

    @Override
    public void journal(AccountId account, Instant until, Consumer<Entry> reader) {
        List<Entry> entries =
                locked(() -> record(account).linesNewestFirst().collect(Collectors.toCollection(ArrayList::new)));
        Collections.reverse(entries);
        entries.stream().filter(entry -> !entry.recordedAt().isAfter(until)).forEach(reader);
    }

    @Override
    public List<AccountId> accountsWithDueGrants(Instant at, int limit) {
        return locked(() -> accounts.values().stream()
                .flatMap(record -> record.open.stream())
                .filter(grant -> grant.isDueAt(at))
                .sorted(Comparator.comparing(Grant::expiry))
                .map(Grant::account)
                .distinct()
                .limit(limit)
                .toList());
    }

    @Override
    public List<Task> tasks(TaskId task) {
        return locked(() -> accounts.values().stream()
                .flatMap(record -> Stream.ofNullable(record.tasks.get(task)))
                .toList());
    }

    @Override
    public List<Task> knownTasks(TaskId task) {
        return tasks(task);
    }

    @Override
    public List<Task> tasks(TaskQuery query, int limit) {
        return locked(() -> accounts.values().stream()
                .sorted(Comparator.comparing(record -> record.account.id()))
                .flatMap(record -> record.tasks.values().stream())
                .filter(task -> isAskedFor(task, query))
                .limit(limit)
                .toList());
    }

    @Override
    public Credits estimatesOfRunningTasks(AccountId account) {
        return locked(() -> record(account).tasks.values().stream()
                .filter(task -> task.status() == TaskStatus.RUNNING && !task.isPrepaid())
                .flatMap(task -> Stream.ofNullable(task.estimate()))
                .reduce(Credits.ZERO, InMemoryStore::plusOrMax));
    }

    private static Credits plusOrMax(Credits left, Credits right) {
        return left.plus(right.min(Credits.of(Long.MAX_VALUE - left.value())));
    }

    @Override
    public List<AccountId> accounts(@Nullable AccountId after, int limit) {
        return locked(() -> accounts.keySet().stream()
                .filter(account -> after == null || account.compareTo(after) > 0)
                .sorted()
                .limit(limit)
                .toList());
    }

    private AccountRecord record(AccountId account) {
        AccountRecord record = accounts.get(account);
        return record == null ? new AccountRecord(Account.unopened(account), journal) : record;
    }

    private static boolean isAskedFor(Entry entry, HistoryQuery query) {
        Cursor after = query.after();
        Instant from = query.from();
        Instant until = query.until();
        return query.types().contains(entry.type())
                && (from == null || !entry.recordedAt().isBefore(from))
                && (until == null || entry.recordedAt().isBefore(until))
                && (after == null
                        || entry.seq() < after.number()
                        || (entry.seq() == after.number() && entry.line() < after.line()));
    }

    private static boolean isAskedFor(Task task, TaskQuery query) {
        TaskCursor after = query.after();
        Instant startedBefore = query.startedBefore();
        return isOfKind(task, query.kind())
                && (query.account() == null || task.account().equals(query.account()))
                && (startedBefore == null || task.startedAt().isBefore(startedBefore))
                && (after == null || isBehind(task, after));
    }

    private static boolean isOfKind(Task task, TaskQuery.Kind kind) {
        return switch (kind) {
            case ANY -> true;
            case RUNNING -> task.status() == TaskStatus.RUNNING;
            case UNCHARGED -> task.isUncharged();
            case CHARGED -> task.charge() != null && task.charge().isCharged();
        };
    }

    private static boolean isBehind(Task task, TaskCursor cursor) {
        int byAccount = task.account().compareTo(cursor.account());
        return byAccount > 0 || (byAccount == 0 && task.id().compareTo(cursor.task()) > 0);
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** Adds to a map that nobody else has. Mostly it stays with one pair, which needs no table. */
    static <K, V> Map<K, V> with(Map<K, V> map, K key, V value) {
        if (map.isEmpty()) {
            return Map.of(key, value);
        }
        Map<K, V> more = map.size() == 1 ? new HashMap<>(map) : map;
        more.put(key, value);
        return more;
    }

    /** A transaction: it reads what is committed and keeps its writes aside. */
    private final class Staging implements StoreTransaction {
        private Map<AccountId, Account> created = Map.of();
        private List<AccountChange> written = List.of();

        @Override
        public void createIfAbsent(SortedSet<AccountId> ids) {
            created = new HashMap<>(created);
            for (AccountId id : ids) {
                if (!accounts.containsKey(id)) {
                    created.put(id, Account.unopened(id));
                }
            }
        }

        /** Nothing here takes a round trip. */
        @Override
        public void expect(Supplier<List<Demand>> demands) {}

        @Override
        public Map<AccountId, Account> lock(SortedSet<AccountId> ids) {
            Map<AccountId, Account> found = Map.of();
            for (AccountId id : ids) {
                Account row = row(id);
                if (row != null) {
                    found = with(found, id, row);
                }
            }
            return found;
        }

        private @Nullable Account row(AccountId id) {
            AccountRecord record = accounts.get(id);
            return record == null ? created.get(id) : record.account;
        }

        @Override
        public Map<AccountId, Loaded> load(List<Demand> demands) {
            Map<AccountId, Loaded> loaded = Map.of();
            for (Demand demand : demands) {
                loaded = with(loaded, demand.account(), record(demand.account()).answer(demand));
            }
            return loaded;
        }

        @Override
        public void write(List<AccountChange> changes) {
            written = written.isEmpty()
                    ? changes
                    : Stream.of(written, changes).flatMap(List::stream).toList();
        }

        void apply() {
            for (Account account : created.values()) {
                accounts.put(account.id(), new AccountRecord(account, journal));
            }
            for (AccountChange change : written) {
                record(change.account().id()).apply(change);
            }
        }
    }
}
