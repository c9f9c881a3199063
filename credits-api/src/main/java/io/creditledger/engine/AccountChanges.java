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
import java.util.SortedMap;
import java.util.TreeMap;

/** Several changes of one account, added up: every row stands in them once, as the last change leaves it. */
final class AccountChanges {
    private final SortedMap<Long, Grant> made = new TreeMap<>();
    private final SortedMap<Long, Grant> drawn = new TreeMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private final Map<TaskId, Task> started = new LinkedHashMap<>();
    private final Map<TaskId, Task> moved = new LinkedHashMap<>();
    private Account account;

    AccountChanges(Account before) {
        this.account = before;
    }

    /** The changes in their order as a single one. */
    static AccountChange sum(Account before, List<AccountChange> changes) {
        return switch (changes.size()) {
            case 0 -> AccountChange.none(before);
            case 1 -> changes.get(0);
            default -> added(before, changes);
        };
    }

    private static AccountChange added(Account before, List<AccountChange> changes) {
        AccountChanges sum = new AccountChanges(before);
        changes.forEach(sum::add);
        return sum.asChange();
    }

    void add(AccountChange change) {
        account = change.account();
        entries.addAll(change.entries());
        for (Grant grant : change.made()) {
            made.put(grant.number(), grant);
        }
        for (Grant grant : change.drawn()) {
            (made.containsKey(grant.number()) ? made : drawn).put(grant.number(), grant);
        }
        change.started().forEach(this::start);
        for (Task task : change.moved()) {
            (started.containsKey(task.id()) ? started : moved).put(task.id(), task);
        }
    }

    void start(Task task) {
        started.put(task.id(), task);
    }

    int entries() {
        return entries.size();
    }

    AccountChange asChange() {
        return new AccountChange(
                account,
                List.copyOf(made.values()),
                List.copyOf(drawn.values()),
                entries,
                List.copyOf(started.values()),
                List.copyOf(moved.values()));
    }
}
