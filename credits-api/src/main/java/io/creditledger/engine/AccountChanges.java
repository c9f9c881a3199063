package io.creditledger.engine;

import io.creditledger.Entry;
import io.creditledger.Grant;
import io.creditledger.GrantId;
import io.creditledger.Task;
import io.creditledger.TaskId;
import io.creditledger.spi.Account;
import io.creditledger.spi.AccountChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The decisions on one account, added up: every row stands in them once, as the last decision leaves it. */
final class AccountChanges {
    private final Account before;
    private final Set<TaskId> tasksBefore;
    private final Map<GrantId, Grant> grants = new LinkedHashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private final Map<TaskId, Task> tasks = new LinkedHashMap<>();
    private Account after;

    AccountChanges(Account before, Set<TaskId> tasksBefore) {
        this.before = before;
        this.tasksBefore = tasksBefore;
        this.after = before;
    }

    void add(Decision decision) {
        after = decision.account();
        entries.addAll(decision.entries());
        decision.grants().forEach(grant -> grants.put(grant.id(), grant));
        decision.tasks().forEach(this::add);
    }

    void add(TransactionDraft draft) {
        after = draft.after();
        entries.addAll(draft.entries());
        draft.grants().forEach(grant -> grants.put(grant.id(), grant));
    }

    void add(Task task) {
        tasks.put(task.id(), task);
    }

    int entries() {
        return entries.size();
    }

    AccountChange asChange() {
        List<Grant> made = new ArrayList<>();
        List<Grant> drawn = new ArrayList<>();
        for (Grant grant : grants.values()) {
            (grant.number() > before.lastGrant() ? made : drawn).add(grant);
        }
        List<Task> started = new ArrayList<>();
        List<Task> moved = new ArrayList<>();
        for (Task task : tasks.values()) {
            (tasksBefore.contains(task.id()) ? moved : started).add(task);
        }
        return new AccountChange(after, made, drawn, entries, started, moved);
    }
}
