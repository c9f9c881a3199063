package io.creditledger.jdbc.legacy;

import io.creditledger.AccountId;
import io.creditledger.Task;
import io.creditledger.TaskId;
import io.creditledger.jdbc.LedgerRows;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares the tasks of adopted users with those of their accounts. A task may have moved on since, but it started as it did
 * and was paid for, or not, as it was.
 */
final class TaskCheck {
    private static final int AT_A_TIME = 500;

    private final LedgerRows ledger;
    private final Defects defects;
    private long unchargedThere;
    private long unchargedHere;

    TaskCheck(LedgerRows ledger, Defects defects) {
        this.ledger = ledger;
        this.defects = defects;
    }

    /**
     * A task that should be there.
     *
     * @param task as an adoption makes it
     * @param adoptedAt when its account was adopted
     */
    record Expected(Task task, Instant adoptedAt) {
        Key key() {
            return new Key(task.account(), task.id());
        }

        /** Whether it started after the adoption, so that it had no part in it. */
        boolean isLater() {
            return task.startedAt().isAfter(adoptedAt);
        }

        /** Whether it had come to its end when it was adopted, so that the rows still tell whether it was charged. */
        boolean hadEnded() {
            return task.endedAt() != null && !task.endedAt().isAfter(adoptedAt);
        }
    }

    private record Key(AccountId account, TaskId id) {}

    void compare(List<Expected> expected) {
        List<Expected> adopted =
                expected.stream().filter(task -> !task.isLater()).toList();
        for (int from = 0; from < adopted.size(); from += AT_A_TIME) {
            compareSome(adopted.subList(from, Math.min(adopted.size(), from + AT_A_TIME)));
        }
    }

    private void compareSome(List<Expected> expected) {
        Set<AccountId> accounts = new HashSet<>();
        Set<TaskId> ids = new HashSet<>();
        for (Expected each : expected) {
            accounts.add(each.task().account());
            ids.add(each.task().id());
        }
        Map<Key, Task> found = new HashMap<>();
        ledger.tasks(accounts, ids, task -> found.put(new Key(task.account(), task.id()), task));
        expected.forEach(each -> compare(each, found.get(each.key())));
    }

    private void compare(Expected expected, @Nullable Task found) {
        Task task = expected.task();
        boolean isThere = found != null && found.startedAt().equals(task.startedAt());
        defects.examine(
                CheckSubject.TASKS,
                isThere,
                "task '" + task.id() + "' of user '" + task.account() + "' should be " + task + ", but is " + found);
        if (expected.hadEnded()) {
            unchargedThere += task.isPrepaid() ? 0 : 1;
            unchargedHere += found == null || found.charge() == null ? 0 : 1;
        }
    }

    /** How many tasks wait to be charged by what the legacy rows say. */
    long unchargedThere() {
        return unchargedThere;
    }

    /** How many of the same tasks came over such that the ledger charges them. */
    long unchargedHere() {
        return unchargedHere;
    }
}
