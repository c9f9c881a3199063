package io.creditledger.engine;

import io.creditledger.Entry;
import io.creditledger.Grant;
import io.creditledger.IdempotencyKey;
import io.creditledger.Request;
import io.creditledger.Task;
import io.creditledger.TaskId;
import io.creditledger.spi.Account;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that a decision on one account may look at: what was loaded, and on top of it what the batch has current so far.
 * Deciding changes nothing here; {@link #advance} makes it the state that the next command of the batch finds. A batch may
 * hold hundreds of commands of one account, so that it is not copied for each of them. For use by one thread.
 */
final class AccountState {
    private final Instant at;
    private final List<Grant> loaded;
    private final Map<IdempotencyKey, List<Entry>> earlier;
    private final List<Decision> decisions = new ArrayList<>(1);
    private final SortedMap<Long, Grant> current = new TreeMap<>();
    private final Map<IdempotencyKey, List<Entry>> decided = new HashMap<>();
    private final Map<TaskId, Task> tasks;
    private final AccountChanges changes;

    /**
     * Begins with what was loaded.
     *
     * @param account the account's row
     * @param at the one instant at which the batch is decided for this account
     * @param grants the grants that were loaded
     * @param earlier the transactions that were made under the batch's keys, by key
     * @param tasks the batch's tasks that there are, by id
     */
    AccountState(
            Account account,
            Instant at,
            List<Grant> grants,
            Map<IdempotencyKey, List<Entry>> earlier,
            Map<TaskId, Task> tasks) {
        this.at = at;
        this.loaded = grants;
        this.earlier = earlier;
        this.tasks = tasks;
        this.changes = new AccountChanges(account, tasks.keySet());
    }

    Account account() {
        return changes.account();
    }

    Instant at() {
        return at;
    }

    /** In any order. */
    Collection<Grant> grants() {
        takeIn();
        return current.isEmpty() ? loaded : Collections.unmodifiableCollection(current.values());
    }

    @Nullable Task task(TaskId id) {
        Task changed = changes.task(id);
        return changed == null ? tasks.get(id) : changed;
    }

    @Nullable List<Entry> transactionOf(IdempotencyKey key) {
        takeIn();
        List<Entry> before = earlier.get(key);
        return before == null ? decided.get(key) : before;
    }

    /** Done when somebody asks for more, because mostly a decision is the last one on its account. */
    private void takeIn() {
        for (Decision decision : decisions) {
            takeIn(decision);
        }
        decisions.clear();
    }

    private void takeIn(Decision decision) {
        if (current.isEmpty()) {
            putAll(loaded);
        }
        putAll(decision.grants());
        Request request =
                decision.entries().isEmpty() ? null : decision.entries().get(0).request();
        if (request != null) {
            decided.put(request.key(), decision.entries());
        }
    }

    private void putAll(List<Grant> rows) {
        for (Grant grant : rows) {
            current.put(grant.number(), grant);
        }
    }

    /** What all decisions together have current. */
    AccountChanges changes() {
        return changes;
    }

    /** Goes on to what a decision leaves. */
    void advance(Decision decision) {
        changes.add(decision);
        decisions.add(decision);
    }
}
