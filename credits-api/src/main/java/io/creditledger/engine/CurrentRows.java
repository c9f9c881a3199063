package io.creditledger.engine;

import io.creditledger.Entry;
import io.creditledger.Grant;
import io.creditledger.IdempotencyKey;
import io.creditledger.Request;
import io.creditledger.Task;
import io.creditledger.TaskId;
import io.creditledger.spi.AccountChange;
import io.creditledger.spi.Loaded;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was loaded of one account, and over it what has changed since. */
final class CurrentRows {
    private final SortedMap<Long, Grant> grants = new TreeMap<>();
    private final Map<IdempotencyKey, List<Entry>> transactions;
    private final Map<TaskId, Task> tasks;

    CurrentRows(Loaded loaded) {
        this.transactions = new HashMap<>(loaded.earlier());
        this.tasks = new HashMap<>(loaded.tasks());
        putGrants(loaded.grants());
    }

    Collection<Grant> grants() {
        return Collections.unmodifiableCollection(grants.values());
    }

    @Nullable Task task(TaskId id) {
        return tasks.get(id);
    }

    @Nullable List<Entry> transactionOf(IdempotencyKey key) {
        return transactions.get(key);
    }

    /** Takes in one more transaction. */
    void take(AccountChange change) {
        putGrants(change.made());
        putGrants(change.drawn());
        putTasks(change.started());
        putTasks(change.moved());
        Request request =
                change.entries().isEmpty() ? null : change.entries().get(0).request();
        if (request != null) {
            transactions.put(request.key(), change.entries());
        }
    }

    private void putGrants(List<Grant> rows) {
        for (Grant grant : rows) {
            grants.put(grant.number(), grant);
        }
    }

    private void putTasks(List<Task> rows) {
        for (Task task : rows) {
            tasks.put(task.id(), task);
        }
    }
}
