package io.creditledger.testkit;

import io.creditledger.Entry;
import io.creditledger.Grant;
import io.creditledger.IdempotencyKey;
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
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that the in-memory store keeps of one account. */
final class AccountRecord {
    private static final Comparator<Grant> BY_NUMBER = Comparator.comparingLong(Grant::number);

    private final SortedMap<Long, Grant> closed = new TreeMap<>();
    final NavigableMap<TaskId, Task> tasks = new TreeMap<>();
    private final Journal journal;

    /** By their numbers, as the closed ones are. It does not change, so that it can be handed out as it is. */
    List<Grant> open = List.of();

    Account account;
    private int lastLine = Journal.NOWHERE;

    AccountRecord(Account account, Journal journal) {
        this.account = account;
        this.journal = journal;
    }

    Holdings holdings() {
        return new Holdings(account, open);
    }

    Stream<Entry> linesNewestFirst() {
        return journal.backwardsFrom(lastLine);
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
            List<Entry> transaction = journal.transactionOf(account.id(), key);
            if (!transaction.isEmpty()) {
                found = InMemoryStore.with(found, key, transaction);
            }
        }
        return found;
    }

    private Map<TaskId, Task> tasks(Set<TaskId> ids) {
        return ids.isEmpty()
                ? Map.of()
                : ids.stream().filter(tasks::containsKey).collect(Collectors.toMap(Function.identity(), tasks::get));
    }

    void apply(AccountChange change) {
        account = change.account();
        save(change.made());
        save(change.drawn());
        for (Entry entry : change.entries()) {
            lastLine = journal.append(entry, lastLine);
        }
        saveTasks(change.started());
        saveTasks(change.moved());
    }

    private void save(List<Grant> changed) {
        if (!changed.isEmpty()) {
            open = isAllThatIsOpen(changed) ? changed : openWith(changed);
        }
        for (Grant grant : changed) {
            if (!grant.isOpen()) {
                closed.put(grant.number(), grant);
            }
        }
    }

    /** Mostly an account has a single open grant, and it is what has changed. */
    private boolean isAllThatIsOpen(List<Grant> changed) {
        return changed.size() == 1
                && changed.get(0).isOpen()
                && (open.isEmpty()
                        || (open.size() == 1
                                && open.get(0).number() == changed.get(0).number()));
    }

    private List<Grant> openWith(List<Grant> changed) {
        List<Grant> grants = new ArrayList<>(open);
        for (Grant grant : changed) {
            int place = Collections.binarySearch(grants, grant, BY_NUMBER);
            if (place < 0) {
                grants.add(-place - 1, grant);
            } else {
                grants.set(place, grant);
            }
        }
        grants.removeIf(grant -> !grant.isOpen());
        return List.copyOf(grants);
    }

    private void saveTasks(List<Task> changed) {
        for (Task task : changed) {
            tasks.put(task.id(), task);
        }
    }
}
