package io.creditledger.engine;

import io.creditledger.Entry;
import io.creditledger.Grant;
import io.creditledger.GrantId;
import io.creditledger.IdempotencyKey;
import io.creditledger.Request;
import io.creditledger.Task;
import io.creditledger.TaskId;
import io.creditledger.spi.Account;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that a decision on one account may look at. Deciding changes nothing here; {@link #advance} makes it the state that
 * the next command of the batch finds. A batch may hold hundreds of commands of one account, so that it is not copied for
 * each of them. For use by one thread.
 */
final class AccountState {
    private final Instant at;
    private final Map<GrantId, Grant> grants = new LinkedHashMap<>();
    private final Map<IdempotencyKey, List<Entry>> earlier;
    private final Map<TaskId, Task> tasks;
    private Account account;

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
        this.account = account;
        this.at = at;
        grants.forEach(grant -> this.grants.put(grant.id(), grant));
        this.earlier = new HashMap<>(earlier);
        this.tasks = new HashMap<>(tasks);
    }

    Account account() {
        return account;
    }

    Instant at() {
        return at;
    }

    /** In the order in which they were loaded, and those that the batch has made after them. */
    Collection<Grant> grants() {
        return Collections.unmodifiableCollection(grants.values());
    }

    /** The ids of the tasks that there are. */
    Set<TaskId> tasks() {
        return Collections.unmodifiableSet(tasks.keySet());
    }

    @Nullable Task task(TaskId id) {
        return tasks.get(id);
    }

    @Nullable List<Entry> transactionOf(IdempotencyKey key) {
        return earlier.get(key);
    }

    /** Goes on to what a decision leaves. */
    void advance(Decision decision) {
        account = decision.account();
        decision.grants().forEach(grant -> grants.put(grant.id(), grant));
        decision.tasks().forEach(task -> tasks.put(task.id(), task));
        Request request =
                decision.entries().isEmpty() ? null : decision.entries().get(0).request();
        if (request != null) {
            earlier.put(request.key(), decision.entries());
        }
    }
}
