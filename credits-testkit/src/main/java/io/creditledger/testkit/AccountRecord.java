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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** All that the in-memory store keeps of one account. */
final class AccountRecord {
    final NavigableMap<Long, Grant> grants = new TreeMap<>();
    final NavigableMap<Long, Grant> open = new TreeMap<>();
    final List<Entry> entries = new ArrayList<>();
    final NavigableMap<TaskId, Task> tasks = new TreeMap<>();
    private final Map<IdempotencyKey, List<Entry>> transactions = new HashMap<>();
    private List<Entry> transaction = new ArrayList<>(1);
    Account account;

    AccountRecord(Account account) {
        this.account = account;
    }

    Holdings holdings() {
        return new Holdings(account, List.copyOf(open.values()));
    }

    Loaded answer(Demand demand) {
        Map<IdempotencyKey, List<Entry>> earlier = new HashMap<>();
        for (IdempotencyKey key : demand.keys()) {
            List<Entry> found = transactions.get(key);
            if (found != null) {
                earlier.put(key, List.copyOf(found));
            }
        }
        Map<TaskId, Task> asked = new HashMap<>();
        for (TaskId id : demand.tasks()) {
            Task found = tasks.get(id);
            if (found != null) {
                asked.put(id, found);
            }
        }
        return new Loaded(List.copyOf(open.values()), earlier, asked);
    }

    void apply(AccountChange change) {
        account = change.account();
        change.made().forEach(this::save);
        change.drawn().forEach(this::save);
        change.entries().forEach(this::append);
        change.started().forEach(task -> tasks.put(task.id(), task));
        change.moved().forEach(task -> tasks.put(task.id(), task));
    }

    private void save(Grant grant) {
        grants.put(grant.number(), grant);
        if (grant.isOpen()) {
            open.put(grant.number(), grant);
        } else {
            open.remove(grant.number());
        }
    }

    private void append(Entry entry) {
        entries.add(entry);
        if (entry.line() == 0) {
            transaction = new ArrayList<>(1);
        }
        transaction.add(entry);
        Request request = entry.request();
        if (request != null) {
            transactions.put(request.key(), transaction);
        }
    }
}
