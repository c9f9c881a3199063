package io.creditledger.engine;

import io.creditledger.AccountId;
import io.creditledger.Affordability;
import io.creditledger.Balance;
import io.creditledger.CompleteTask;
import io.creditledger.CreditOverflowException;
import io.creditledger.CreditPolicy;
import io.creditledger.Credits;
import io.creditledger.EndTask;
import io.creditledger.IdempotencyConflictException;
import io.creditledger.InsufficientCreditsException;
import io.creditledger.Output;
import io.creditledger.SettleTask;
import io.creditledger.StartTask;
import io.creditledger.Task;
import io.creditledger.TaskCommand;
import io.creditledger.TaskCursor;
import io.creditledger.TaskId;
import io.creditledger.TaskNotFoundException;
import io.creditledger.TaskPage;
import io.creditledger.TaskQuery;
import io.creditledger.TaskReceipt;
import io.creditledger.TaskStatus;
import io.creditledger.Tasks;
import io.creditledger.Tier;
import io.creditledger.spi.CreditStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The tasks of a ledger over a store.
 *
 * <p>Whoever completes a task names only the task. Its account, tier and rate card never change once it is started; so they
 * are read without a lock, and the decision reads the task again under the account's lock.
 */
final class StoredTasks implements Tasks {
    private final CreditStore store;
    private final CreditPolicy policy;
    private final Function<TaskCommand, TaskReceipt> execute;
    private final Function<AccountId, Balance> balance;
    private final Consumer<AccountId> requireOpen;
    private final Supplier<Instant> now;

    StoredTasks(
            CreditStore store,
            CreditPolicy policy,
            Function<TaskCommand, TaskReceipt> execute,
            Function<AccountId, Balance> balance,
            Consumer<AccountId> requireOpen,
            Supplier<Instant> now) {
        this.store = store;
        this.policy = policy;
        this.execute = execute;
        this.balance = balance;
        this.requireOpen = requireOpen;
        this.now = now;
    }

    @Override
    public Affordability check(AccountId account, Credits cost) {
        Objects.requireNonNull(cost, "cost");
        Credits available = balance.apply(account).available();
        Credits running = store.estimatesOfRunningTasks(account);
        return new Affordability(
                account, available, cost, running, policy.runningTasksCount() ? running : Credits.ZERO);
    }

    @Override
    public Credits price(Tier tier, Output output) {
        return policy.rateCards().inForceAt(now.get()).price(tier, output);
    }

    @Override
    public TaskReceipt start(StartTask start) {
        Objects.requireNonNull(start, "start");
        requireSameAccount(start);
        return execute.apply(start);
    }

    @Override
    public TaskReceipt startIfAffordable(StartTask start) {
        Objects.requireNonNull(start, "start");
        if (start.estimate() == null) {
            throw new IllegalArgumentException("to check what task '" + start.task()
                    + "' costs before it starts it needs an estimate; give it one with withEstimate");
        }
        if (!requireSameAccount(start) && !start.isPrepaid()) {
            requireAffordable(check(start.account(), start.estimate()));
        }
        return execute.apply(start);
    }

    @Override
    public TaskReceipt complete(TaskId id, Output output) {
        Objects.requireNonNull(output, "output");
        Task task = located(id);
        boolean priced = task.status() == TaskStatus.RUNNING && !task.isPrepaid();
        Credits price = priced ? policy.rateCards().version(task.rateCard()).price(task.tier(), output) : Credits.ZERO;
        return execute.apply(new CompleteTask(task.account(), id, output, price));
    }

    @Override
    public TaskReceipt fail(TaskId id) {
        return execute.apply(new EndTask(located(id).account(), id, TaskStatus.FAILED));
    }

    @Override
    public TaskReceipt cancel(TaskId id) {
        return execute.apply(new EndTask(located(id).account(), id, TaskStatus.CANCELLED));
    }

    @Override
    public TaskReceipt settle(TaskId id) {
        return settle(located(id));
    }

    @Override
    public List<TaskReceipt> settleAll(AccountId account) {
        requireOpen.accept(account);
        List<TaskReceipt> settled = new ArrayList<>();
        TaskQuery query = TaskQuery.of(TaskQuery.Kind.UNCHARGED).of(account);
        Optional<TaskPage> page = Optional.of(list(query));
        while (page.isPresent()) {
            page.get().tasks().forEach(task -> settleIfPayable(task).ifPresent(settled::add));
            page = page.get().next().map(cursor -> list(query.after(cursor)));
        }
        return settled;
    }

    @Override
    public Task find(TaskId id) {
        List<Task> found = store.tasks(Objects.requireNonNull(id, "id"));
        if (found.isEmpty()) {
            throw new TaskNotFoundException(id);
        }
        return onlyOne(found);
    }

    /**
     * Finds out whose task it is, without a lock: whoever locks a task before its account may wait in a circle with somebody
     * who locks them the other way round. Only a task that started after the reading transaction's snapshot is looked for
     * again as it is now.
     */
    private Task located(TaskId id) {
        List<Task> known = store.knownTasks(Objects.requireNonNull(id, "id"));
        return known.isEmpty() ? find(id) : onlyOne(known);
    }

    private static Task onlyOne(List<Task> found) {
        if (found.size() > 1) {
            throw usedTwice(found.get(0), found.get(1).account());
        }
        return found.get(0);
    }

    @Override
    public TaskPage list(TaskQuery query) {
        List<Task> found = store.tasks(Objects.requireNonNull(query, "query"), query.limit() + 1);
        if (found.size() <= query.limit()) {
            return new TaskPage(found, null);
        }
        List<Task> tasks = found.subList(0, query.limit());
        Task last = tasks.get(tasks.size() - 1);
        return new TaskPage(tasks, new TaskCursor(last.account(), last.id()));
    }

    /** A task that is not priced yet may be by the time that it is locked: then everything may be needed. */
    private TaskReceipt settle(Task task) {
        Credits needed = task.charge() == null
                ? Credits.of(Long.MAX_VALUE)
                : task.charge().calculated();
        return execute.apply(new SettleTask(task.account(), task.id(), needed));
    }

    /** What is not payable stays as it is, and what somebody else settled meanwhile was not charged here. */
    private Optional<TaskReceipt> settleIfPayable(Task task) {
        try {
            return Optional.of(settle(task)).filter(receipt -> !receipt.isReplay());
        } catch (InsufficientCreditsException | CreditOverflowException e) {
            return Optional.empty();
        }
    }

    /** Tells whether the task was started before; refuses one that was started for another account. */
    private boolean requireSameAccount(StartTask start) {
        List<Task> found = store.knownTasks(start.task());
        for (Task task : found) {
            if (!task.account().equals(start.account())) {
                throw usedTwice(task, start.account());
            }
        }
        return !found.isEmpty();
    }

    private static void requireAffordable(Affordability affordability) {
        if (!affordability.isAffordable()) {
            throw new InsufficientCreditsException(
                    affordability.account(), affordability.required(), affordability.free());
        }
    }

    private static IdempotencyConflictException usedTwice(Task task, AccountId other) {
        return new IdempotencyConflictException(
                other, task.id().key(), List.of("account was " + task.account() + ", is now " + other));
    }
}
