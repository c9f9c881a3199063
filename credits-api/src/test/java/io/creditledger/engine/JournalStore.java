package io.creditledger.engine;

import io.creditledger.AccountId;
import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.Grant;
import io.creditledger.GrantQuery;
import io.creditledger.HistoryQuery;
import io.creditledger.IdempotencyKey;
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
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A store that keeps journals and tasks and nothing else: whatever else it is asked, it replays the journals. */
class JournalStore implements CreditStore, StoreTransaction {
    final List<String> verbs = new ArrayList<>();
    private final TreeMap<AccountId, List<Entry>> journals = new TreeMap<>();
    private final TreeMap<TaskCursor, Task> tasks =
            new TreeMap<>(Comparator.comparing(TaskCursor::account).thenComparing(TaskCursor::task));

    @Override
    public <T> T transact(Function<StoreTransaction, T> work) {
        verbs.clear();
        return work.apply(this);
    }

    @Override
    public void createIfAbsent(SortedSet<AccountId> accounts) {
        verbs.add("createIfAbsent");
        accounts.forEach(account -> journals.putIfAbsent(account, new ArrayList<>()));
    }

    @Override
    public void expect(Supplier<List<Demand>> demands) {
        verbs.add("expect");
    }

    @Override
    public Map<AccountId, Account> lock(SortedSet<AccountId> accounts) {
        verbs.add("lock");
        Map<AccountId, Account> found = new HashMap<>();
        accounts.stream()
                .filter(journals::containsKey)
                .forEach(account -> found.put(account, replay(account).account()));
        return found;
    }

    @Override
    public Map<AccountId, Loaded> load(List<Demand> demands) {
        verbs.add("load");
        Map<AccountId, Loaded> loaded = new HashMap<>();
        demands.forEach(demand -> loaded.put(demand.account(), answer(demand)));
        return loaded;
    }

    @Override
    public void write(List<AccountChange> changes) {
        verbs.add("write");
        changes.forEach(change -> {
            journals.computeIfAbsent(change.account().id(), account -> new ArrayList<>())
                    .addAll(change.entries());
            change.started().forEach(task -> require(tasks.put(place(task), task) == null, task));
            change.moved().forEach(task -> require(tasks.put(place(task), task) != null, task));
        });
    }

    private static TaskCursor place(Task task) {
        return new TaskCursor(task.account(), task.id());
    }

    private static void require(boolean condition, Task task) {
        if (!condition) {
            throw new IllegalStateException("a task starts once, and moves only then: " + task);
        }
    }

    @Override
    public Optional<Holdings> holdings(AccountId account) {
        return Optional.of(replay(account)).filter(replay -> !replay.isEmpty()).map(JournalReplay::holdings);
    }

    @Override
    public List<Grant> grants(AccountId account, GrantQuery query, int limit) {
        return replay(account).grants().stream()
                .sorted(Comparator.comparingLong(Grant::number).reversed())
                .filter(grant ->
                        query.after() == null || grant.number() < query.after().number())
                .limit(limit)
                .toList();
    }

    @Override
    public List<Entry> history(AccountId account, HistoryQuery query, int limit) {
        List<Entry> newestFirst = new ArrayList<>(journals.getOrDefault(account, List.of()));
        Collections.reverse(newestFirst);
        return newestFirst.stream()
                .filter(entry ->
                        query.after() == null || entry.seq() < query.after().number())
                .limit(limit)
                .toList();
    }

    @Override
    public void journal(AccountId account, Instant until, Consumer<Entry> reader) {
        journals.getOrDefault(account, List.of()).stream()
                .filter(entry -> !entry.recordedAt().isAfter(until))
                .forEach(reader);
    }

    @Override
    public List<AccountId> accountsWithDueGrants(Instant at, int limit) {
        return journals.keySet().stream()
                .filter(account -> replay(account).grants().stream().anyMatch(grant -> grant.isDueAt(at)))
                .limit(limit)
                .toList();
    }

    @Override
    public List<AccountId> accounts(@Nullable AccountId after, int limit) {
        throw new UnsupportedOperationException();
    }

    private JournalReplay replay(AccountId account) {
        JournalReplay replay = new JournalReplay(account);
        journals.getOrDefault(account, List.of()).forEach(replay::accept);
        return replay;
    }

    @Override
    public List<Task> tasks(TaskId id) {
        return tasks.values().stream().filter(task -> task.id().equals(id)).toList();
    }

    @Override
    public List<Task> knownTasks(TaskId id) {
        return tasks(id);
    }

    @Override
    public List<Task> tasks(TaskQuery query, int limit) {
        return (query.after() == null ? tasks : tasks.tailMap(query.after(), false))
                .values().stream()
                        .filter(task ->
                                query.account() == null || task.account().equals(query.account()))
                        .filter(task -> query.startedBefore() == null
                                || task.startedAt().isBefore(query.startedBefore()))
                        .filter(task -> isOf(query.kind(), task))
                        .limit(limit)
                        .toList();
    }

    private static boolean isOf(TaskQuery.Kind kind, Task task) {
        return switch (kind) {
            case ANY -> true;
            case RUNNING -> task.status() == TaskStatus.RUNNING;
            case UNCHARGED -> task.isUncharged();
            case CHARGED -> task.charge() != null && task.charge().isCharged();
        };
    }

    @Override
    public Credits estimatesOfRunningTasks(AccountId account) {
        return tasks(TaskQuery.of(TaskQuery.Kind.RUNNING).of(account), Integer.MAX_VALUE).stream()
                .flatMap(task -> Stream.ofNullable(task.estimate()))
                .reduce(Credits.ZERO, Credits::plus);
    }

    private Loaded answer(Demand demand) {
        Map<IdempotencyKey, List<Entry>> earlier = new HashMap<>();
        for (Entry entry : journals.getOrDefault(demand.account(), List.of())) {
            if (entry.request() != null
                    && demand.keys().contains(entry.request().key())) {
                earlier.put(entry.request().key(), transaction(entry));
            }
        }
        return new Loaded(replay(demand.account()).holdings().openGrants(), earlier, tasks(demand));
    }

    private Map<TaskId, Task> tasks(Demand demand) {
        Map<TaskId, Task> found = new HashMap<>();
        for (TaskId id : demand.tasks()) {
            Task task = tasks.get(new TaskCursor(demand.account(), id));
            if (task != null) {
                found.put(id, task);
            }
        }
        return found;
    }

    private List<Entry> transaction(Entry first) {
        return journals.getOrDefault(first.account(), List.of()).stream()
                .filter(entry -> entry.seq() == first.seq())
                .toList();
    }
}
