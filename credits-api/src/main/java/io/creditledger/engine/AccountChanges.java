package io.creditledger.engine;

import io.creditledger.Entry;
import io.creditledger.Grant;
import io.creditledger.Task;
import io.creditledger.TaskId;
import io.creditledger.spi.Account;
import io.creditledger.spi.AccountChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The decisions on one account, added up: every row stands in them once, as the last decision leaves it. */
final class AccountChanges {
    private final Account before;
    private final Set<TaskId> tasksBefore;
    private final SortedMap<Long, Grant> grants = new TreeMap<>();
    private final List<Entry> entries = new ArrayList<>(1);
    private final Map<TaskId, Task> tasks = new LinkedHashMap<>();
    private Account after;

    AccountChanges(Account before, Set<TaskId> tasksBefore) {
        this.before = before;
        this.tasksBefore = tasksBefore;
        this.after = before;
    }

    void add(Decision decision) {
        after = decision.account();
        add(decision.grants(), decision.entries());
        for (Task task : decision.tasks()) {
            add(task);
        }
    }

    void add(TransactionDraft draft) {
        after = draft.after();
        add(draft.grants(), draft.entries());
    }

    void add(Task task) {
        tasks.put(task.id(), task);
    }

    private void add(List<Grant> touched, List<Entry> lines) {
        for (Grant grant : touched) {
            grants.put(grant.number(), grant);
        }
        entries.addAll(lines);
    }

    /** The account's row as the last decision leaves it. */
    Account account() {
        return after;
    }

    /** The task as the last decision leaves it; null if none has changed it. */
    @Nullable Task task(TaskId id) {
        return tasks.get(id);
    }

    /** Whether there is nothing to write. */
    boolean isEmpty() {
        return entries.isEmpty() && tasks.isEmpty();
    }

    int entries() {
        return entries.size();
    }

    AccountChange asChange() {
        List<Grant> made = new ArrayList<>();
        List<Grant> drawn = new ArrayList<>(grants.size());
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
