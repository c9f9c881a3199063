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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a decision may look at.
 *
 * @param account the account's row
 * @param at the one instant at which the batch is decided for this account
 * @param grants the grants that were loaded
 * @param earlier the transactions that were made under the batch's keys, by key
 * @param tasks the batch's tasks that there are, by id
 */
record AccountState(
        Account account,
        Instant at,
        List<Grant> grants,
        Map<IdempotencyKey, List<Entry>> earlier,
        Map<TaskId, Task> tasks) {
    @Nullable Task task(TaskId id) {
        return tasks.get(id);
    }

    @Nullable List<Entry> transactionOf(IdempotencyKey key) {
        return earlier.get(key);
    }

    /** Returns the state that the next command of the batch finds. */
    AccountState after(Decision decision) {
        return decision.changesNothing()
                ? this
                : new AccountState(
                        decision.account(),
                        at,
                        grantsAfter(decision),
                        earlierWith(decision.entries()),
                        tasksAfter(decision));
    }

    private List<Grant> grantsAfter(Decision decision) {
        Map<GrantId, Grant> after = new LinkedHashMap<>();
        grants.forEach(grant -> after.put(grant.id(), grant));
        decision.grants().forEach(grant -> after.put(grant.id(), grant));
        return new ArrayList<>(after.values());
    }

    private Map<TaskId, Task> tasksAfter(Decision decision) {
        Map<TaskId, Task> after = new HashMap<>(tasks);
        decision.tasks().forEach(task -> after.put(task.id(), task));
        return after;
    }

    private Map<IdempotencyKey, List<Entry>> earlierWith(List<Entry> transaction) {
        Request request = transaction.isEmpty() ? null : transaction.get(0).request();
        if (request == null) {
            return earlier;
        }
        Map<IdempotencyKey, List<Entry>> more = new HashMap<>(earlier);
        more.put(request.key(), transaction);
        return more;
    }
}
