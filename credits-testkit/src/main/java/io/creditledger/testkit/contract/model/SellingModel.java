package io.creditledger.testkit.contract.model;

import io.creditledger.Credits;
import io.creditledger.IdempotencyConflictException;
import io.creditledger.InsufficientCreditsException;
import io.creditledger.Output;
import io.creditledger.Shortfall;
import io.creditledger.StartTask;
import io.creditledger.Task;
import io.creditledger.TaskCharge;
import io.creditledger.TaskId;
import io.creditledger.TaskNotFoundException;
import io.creditledger.TaskReceipt;
import io.creditledger.TaskStateException;
import io.creditledger.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One account that buys tasks, by the rules: what it has, what it owes, and its tasks. Nothing expires while a sequence
 * lasts, so it does not matter which grant pays.
 */
final class SellingModel {
    private final ModelPrices prices;
    private final TreeMap<TaskId, Task> tasks = new TreeMap<>();
    private final Set<String> rewarded = new HashSet<>();
    private long available;
    private long debt;

    SellingModel(ModelPrices prices) {
        this.prices = prices;
    }

    long available() {
        return available;
    }

    long debt() {
        return debt;
    }

    /** In the order of their ids. */
    List<Task> tasks() {
        return List.copyOf(tasks.values());
    }

    void grant(long amount) {
        long repaid = Math.min(debt, amount);
        debt -= repaid;
        available += amount - repaid;
    }

    /** Tells whether the reward was given now. */
    boolean reward(String occasion, long amount) {
        boolean isNew = rewarded.add(occasion);
        if (isNew) {
            grant(amount);
        }
        return isNew;
    }

    TaskReceipt start(StartTask request, Instant now) {
        Task first = tasks.get(request.task());
        if (first == null) {
            return moved(new Task(
                    request.account(),
                    request.task(),
                    request.tier(),
                    prices.versionAt(now),
                    request.estimate(),
                    request.isPrepaid(),
                    TaskStatus.RUNNING,
                    now,
                    null,
                    null,
                    null));
        }
        boolean same = first.tier().equals(request.tier())
                && Objects.equals(first.estimate(), request.estimate())
                && first.isPrepaid() == request.isPrepaid();
        return again(first, same);
    }

    TaskReceipt complete(TaskId id, Duration output, Shortfall shortfall, Instant now) {
        Task task = find(id);
        if (task.status() == TaskStatus.COMPLETED) {
            return again(task, Output.of(output).equals(task.output()));
        }
        require(task, TaskStatus.RUNNING);
        TaskCharge charge =
                task.isPrepaid() ? null : charge(prices.price(task.rateCard(), task.tier(), output), shortfall, now);
        return moved(ended(task, TaskStatus.COMPLETED, now, Output.of(output), charge));
    }

    TaskReceipt end(TaskId id, TaskStatus status, Instant now) {
        Task task = find(id);
        if (task.status() == status) {
            return new TaskReceipt(task, true);
        }
        require(task, TaskStatus.RUNNING);
        return moved(ended(task, status, now, null, null));
    }

    TaskReceipt settle(TaskId id, Shortfall shortfall, Instant now) {
        Task task = find(id);
        require(task, TaskStatus.COMPLETED);
        if (!task.isUncharged()) {
            return new TaskReceipt(task, true);
        }
        Credits price = Objects.requireNonNull(task.charge()).calculated();
        TaskCharge charge = charge(price.value(), shortfall, now);
        if (!charge.isCharged()) {
            throw new InsufficientCreditsException(task.account(), price, Credits.of(available));
        }
        return moved(ended(task, task.status(), Objects.requireNonNull(task.endedAt()), task.output(), charge));
    }

    List<TaskReceipt> settleAll(Shortfall shortfall, Instant now) {
        List<TaskReceipt> settled = new ArrayList<>();
        for (Task task : tasks()) {
            long price = task.isUncharged()
                    ? Objects.requireNonNull(task.charge()).calculated().value()
                    : Long.MAX_VALUE;
            if (task.isUncharged() && (price <= available || shortfall != Shortfall.REJECT)) {
                settled.add(settle(task.id(), shortfall, now));
            }
        }
        return settled;
    }

    Task find(TaskId id) {
        Task task = tasks.get(id);
        if (task == null) {
            throw new TaskNotFoundException(id);
        }
        return task;
    }

    private TaskCharge charge(long price, Shortfall shortfall, Instant now) {
        long paid = Math.min(price, available);
        long lacking = price - paid;
        if (lacking > 0 && shortfall == Shortfall.REJECT) {
            return TaskCharge.unpaid(Credits.of(price));
        }
        boolean owes = shortfall == Shortfall.OWE;
        available -= paid;
        debt += owes ? lacking : 0;
        return new TaskCharge(
                Credits.of(price),
                Credits.of(paid),
                Credits.of(owes ? 0 : lacking),
                Credits.of(owes ? lacking : 0),
                now);
    }

    private TaskReceipt moved(Task task) {
        tasks.put(task.id(), task);
        return new TaskReceipt(task, false);
    }

    private static TaskReceipt again(Task task, boolean isSame) {
        if (!isSame) {
            throw new IdempotencyConflictException(task.account(), task.id().key(), List.of("something else"));
        }
        return new TaskReceipt(task, true);
    }

    private static void require(Task task, TaskStatus status) {
        if (task.status() != status) {
            throw new TaskStateException(task.id(), task.status(), "do that to", "It is not " + status + ".");
        }
    }

    private static Task ended(
            Task task, TaskStatus status, Instant at, @Nullable Output output, @Nullable TaskCharge charge) {
        return new Task(
                task.account(),
                task.id(),
                task.tier(),
                task.rateCard(),
                task.estimate(),
                task.isPrepaid(),
                status,
                task.startedAt(),
                at,
                output,
                charge);
    }
}
