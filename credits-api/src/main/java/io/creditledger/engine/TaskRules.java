package io.creditledger.engine;

import io.creditledger.CompleteTask;
import io.creditledger.CreditLedgerException;
import io.creditledger.CreditPolicy;
import io.creditledger.Credits;
import io.creditledger.EndTask;
import io.creditledger.Entry;
import io.creditledger.EntryType;
import io.creditledger.IdempotencyConflictException;
import io.creditledger.Output;
import io.creditledger.PricingException;
import io.creditledger.RateCard;
import io.creditledger.StartTask;
import io.creditledger.Task;
import io.creditledger.TaskCharge;
import io.creditledger.TaskCommand;
import io.creditledger.TaskNotFoundException;
import io.creditledger.TaskReceipt;
import io.creditledger.TaskStateException;
import io.creditledger.TaskStatus;
import io.creditledger.spi.AccountChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The life of a task: RUNNING, then COMPLETED, FAILED or CANCELLED, which it never leaves again. A completed task is
 * charged once: at once, or, where the policy rejects a shortfall, when it is settled.
 *
 * <p>The task's own row tells what was done before, so that a delivery that comes twice is known by its task.
 */
final class TaskRules {
    private final CreditPolicy policy;
    private final Charging charging;

    TaskRules(CreditPolicy policy, Charging charging) {
        this.policy = policy;
        this.charging = charging;
    }

    Decision decide(AccountState state, TaskCommand command) {
        Task task = state.task(command.task());
        try {
            if (command instanceof StartTask start) {
                return task == null ? start(state, start) : startedBefore(state, start, task);
            }
            if (task == null) {
                return Decision.refused(state, new TaskNotFoundException(command.task()));
            }
            if (command instanceof CompleteTask complete) {
                return complete(state, complete, task);
            }
            return command instanceof EndTask end ? end(state, end, task) : settle(state, task);
        } catch (PricingException e) {
            return Decision.refused(state, e);
        }
    }

    private Decision start(AccountState state, StartTask command) {
        RateCard card = policy.rateCards().inForceAt(state.at());
        if (!command.isPrepaid()) {
            card.rate(command.tier());
        }
        return started(
                state,
                new Task(
                        command.account(),
                        command.task(),
                        command.tier(),
                        card.version(),
                        command.estimate(),
                        command.isPrepaid(),
                        TaskStatus.RUNNING,
                        state.at(),
                        null,
                        null,
                        null));
    }

    private static Decision startedBefore(AccountState state, StartTask command, Task task) {
        List<String> differences = new ArrayList<>();
        compare("tier", task.tier(), command.tier(), differences);
        compare("estimate", task.estimate(), command.estimate(), differences);
        compare("prepaid", task.isPrepaid(), command.isPrepaid(), differences);
        return differences.isEmpty()
                ? Decision.done(state, new TaskReceipt(task, true))
                : conflict(state, task, differences);
    }

    private static void compare(String name, @Nullable Object first, @Nullable Object later, List<String> differences) {
        if (!Objects.equals(first, later)) {
            differences.add(name + " was " + told(first) + ", is now " + told(later));
        }
    }

    private static String told(@Nullable Object value) {
        return value == null ? "(none)" : value.toString();
    }

    private Decision complete(AccountState state, CompleteTask command, Task task) {
        if (task.status() == TaskStatus.COMPLETED) {
            return completedBefore(state, command, task);
        }
        if (task.status() != TaskStatus.RUNNING) {
            return refused(state, task, "complete", "Start a new task for new work.");
        }
        if (task.isPrepaid()) {
            return moved(state, ended(task, TaskStatus.COMPLETED, state.at(), command.output(), null));
        }
        Credits price = policy.rateCards().version(task.rateCard()).price(task.tier(), command.output());
        Task unpaid = ended(task, TaskStatus.COMPLETED, state.at(), command.output(), TaskCharge.unpaid(price));
        TransactionDraft draft = new TransactionDraft(state.account(), state.at(), Requests.of(unpaid));
        Optional<CreditLedgerException> refusal = charge(state, draft, unpaid);
        return refusal.isPresent() ? moved(state, unpaid) : charged(draft, unpaid);
    }

    /** An output that is not known does not differ. */
    private static Decision completedBefore(AccountState state, CompleteTask command, Task task) {
        List<String> differences = new ArrayList<>();
        if (task.output() != null) {
            compare("output", task.output(), command.output(), differences);
        }
        return differences.isEmpty()
                ? Decision.done(state, new TaskReceipt(task, true))
                : conflict(state, task, differences);
    }

    private Decision settle(AccountState state, Task task) {
        if (task.status() != TaskStatus.COMPLETED) {
            return refused(state, task, "settle", "Only completed tasks are charged.");
        }
        if (!task.isUncharged()) {
            return Decision.done(state, new TaskReceipt(task, true));
        }
        TransactionDraft draft = new TransactionDraft(state.account(), state.at(), Requests.of(task));
        Optional<CreditLedgerException> refusal = charge(state, draft, task);
        return refusal.isPresent() ? Decision.refused(state, refusal.get()) : charged(draft, task);
    }

    private static Decision end(AccountState state, EndTask command, Task task) {
        if (task.status() == command.status()) {
            return Decision.done(state, new TaskReceipt(task, true));
        }
        return task.status() == TaskStatus.RUNNING
                ? moved(state, ended(task, command.status(), state.at(), null, null))
                : refused(state, task, attempt(command), "What has ended stays as it is.");
    }

    private static String attempt(EndTask command) {
        return command.status() == TaskStatus.FAILED ? "fail" : "cancel";
    }

    private Optional<CreditLedgerException> charge(AccountState state, TransactionDraft draft, Task task) {
        Credits price =
                Objects.requireNonNull(task.charge(), "the task's price").calculated();
        return charging.charge(draft, state.grants(), price, policy.taskShortfall());
    }

    /** The task's charge is read off the lines that charge it. */
    private static Decision charged(TransactionDraft draft, Task unpaid) {
        Task charged = ended(
                unpaid,
                unpaid.status(),
                Objects.requireNonNull(unpaid.endedAt(), "the task's end"),
                unpaid.output(),
                chargeOf(draft.entries(), draft.at()));
        return draft.decided(new Outcome.Done(new TaskReceipt(charged, false)), charged);
    }

    private static TaskCharge chargeOf(List<Entry> entries, Instant at) {
        Credits deducted = Receipts.sumOf(entries, EntryType.CHARGE);
        Credits forgiven = Receipts.sumOf(entries, EntryType.FORGIVE);
        Credits owed = Receipts.sumOf(entries, EntryType.OWE);
        return new TaskCharge(deducted.plus(forgiven).plus(owed), deducted, forgiven, owed, at);
    }

    /** A task does not end before it starts, even if the clock was set back in between. */
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
                at.isBefore(task.startedAt()) ? task.startedAt() : at,
                output,
                charge);
    }

    private static Decision started(AccountState state, Task task) {
        return done(task, change(state, List.of(task), List.of()));
    }

    private static Decision moved(AccountState state, Task task) {
        return done(task, change(state, List.of(), List.of(task)));
    }

    private static AccountChange change(AccountState state, List<Task> started, List<Task> moved) {
        return new AccountChange(state.account(), List.of(), List.of(), List.of(), started, moved);
    }

    private static Decision done(Task task, AccountChange change) {
        return new Decision(new Outcome.Done(new TaskReceipt(task, false)), change);
    }

    private static Decision conflict(AccountState state, Task task, List<String> differences) {
        return Decision.refused(
                state,
                new IdempotencyConflictException(task.account(), task.id().key(), differences));
    }

    private static Decision refused(AccountState state, Task task, String attempt, String possible) {
        return Decision.refused(state, new TaskStateException(task.id(), task.status(), attempt, possible));
    }
}
