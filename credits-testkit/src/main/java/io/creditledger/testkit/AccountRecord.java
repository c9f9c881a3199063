package io.creditledger.testkit;

import io.creditledger.Entry;
import io.creditledger.Grant;
import io.creditledger.IdempotencyKey;
import io.creditledger.Request;
import io.creditledger.Task;
import io.creditledger.TaskId;
import io.creditledger.spi.Account;
import io.creditledger.spi.AccountChange;
import io.creditledger.spi.Demand;
import io.creditledger.spi.Holdings;
import io.creditledger.spi.Loaded;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All that the in-memory store keeps of one account. */
final class AccountRecord {
    private static final Comparator<Grant> BY_NUMBER = Comparator.comparingLong(Grant::number);

    private static final Comparator<Entry> BY_PLACE =
            Comparator.comparingLong(Entry::seq).thenComparingInt(Entry::line);

    /** By their numbers, as the closed ones are. */
    final List<Grant> open = new ArrayList<>(1);

    private final SortedMap<Long, Grant> closed = new TreeMap<>();
    final List<Entry> entries = new ArrayList<>();
    final NavigableMap<TaskId, Task> tasks = new TreeMap<>();
    private final Map<IdempotencyKey, Entry> firstLines = new HashMap<>();
    Account account;

    AccountRecord(Account account) {
        this.account = account;
    }

    Holdings holdings() {
        return new Holdings(account, open);
    }

    List<Grant> grantsNewestFirst() {
        List<Grant> all = new ArrayList<>(closed.values());
        all.addAll(open);
        all.sort(BY_NUMBER.reversed());
        return all;
    }

    Loaded answer(Demand demand) {
        return new Loaded(open, transactions(demand.keys()), tasks(demand.tasks()));
    }

    /** Mostly none, because a key is new. */
    private Map<IdempotencyKey, List<Entry>> transactions(Set<IdempotencyKey> keys) {
        Map<IdempotencyKey, List<Entry>> found = Map.of();
        for (IdempotencyKey key : keys) {
            Entry first = firstLines.get(key);
            if (first != null) {
                found = InMemoryStore.with(found, key, transaction(first));
            }
        }
        return found;
    }

    private Map<TaskId, Task> tasks(Set<TaskId> ids) {
        return ids.isEmpty()
                ? Map.of()
                : ids.stream().filter(tasks::containsKey).collect(Collectors.toMap(Function.identity(), tasks::get));
    }

    private List<Entry> transaction(Entry firstLine) {
        int first = Collections.binarySearch(entries, firstLine, BY_PLACE);
        int end = first + 1;
        while (end < entries.size() && entries.get(end).line() > 0) {
            end++;
        }
        return List.copyOf(entries.subList(first, end));
    }

    void apply(AccountChange change) {
        account = change.account();
        saveAll(change.made());
        saveAll(change.drawn());
        for (Entry entry : change.entries()) {
            append(entry);
        }
        saveTasks(change.started());
        saveTasks(change.moved());
    }

    private void saveAll(List<Grant> changed) {
        for (Grant grant : changed) {
            save(grant);
        }
    }

    private void save(Grant grant) {
        int place = Collections.binarySearch(open, grant, BY_NUMBER);
        if (place >= 0 && grant.isOpen()) {
            open.set(place, grant);
        } else if (grant.isOpen()) {
            open.add(-place - 1, grant);
        } else {
            close(grant, place);
        }
    }

    private void close(Grant grant, int place) {
        if (place >= 0) {
            open.remove(place);
        }
        closed.put(grant.number(), grant);
    }

    private void saveTasks(List<Task> changed) {
        for (Task task : changed) {
            tasks.put(task.id(), task);
        }
    }

    private void append(Entry entry) {
        Request request = entry.request();
        if (request != null) {
            firstLines.put(request.key(), entry);
        }
        entries.add(entry);
    }
}
