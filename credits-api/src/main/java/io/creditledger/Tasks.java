package io.creditledger;

import java.time.Duration;
import java.util.List;

/**
 * Work that is paid for after it is done.
 *
 * <p>Starting a task takes no credits; it pins the rate card by which the task will be priced. Completing it prices its
 * real output and charges it, once, in one transaction, however often, late or concurrently the completion is delivered.
 *
 * <pre>{@code
 * ledger.tasks().start(StartTask.of(alice, TaskId.of("4711"), Tier.PRO));
 * ...
 * TaskReceipt receipt = ledger.tasks().complete(TaskId.of("4711"), Duration.ofSeconds(5));   // 70 credits
 * }</pre>
 *
 * <p>Thread-safe. Methods that change something throw {@link LedgerUnavailableException} when the database does not
 * answer: calling again is always safe.
 */
public interface Tasks {
    /**
     * Tells whether an account can afford a cost. It reserves nothing.
     *
     * @param account who would pay
     * @param cost what the task is expected to cost
     * @return what is available, required and missing
     * @throws AccountNotFoundException if the account was never opened
     */
    Affordability check(AccountId account, Credits cost);

    /**
     * Returns what a task would cost that starts now.
     *
     * @param tier the task's tier
     * @param output what it would produce
     * @return the price
     * @throws PricingException if the rate card that is in force cannot tell
     */
    Credits price(Tier tier, Output output);

    /**
     * Starts a task, whatever the account has.
     *
     * <p>That a task was started for another account is noticed unless both start at the same moment. Then the id names two
     * tasks, and is refused wherever it stands alone: a host gives every task an id of its own.
     *
     * @param start which task, and who will pay
     * @return the running task; if it was started before, as it is now
     * @throws AccountNotFoundException if the account was never opened
     * @throws IdempotencyConflictException if the task was started with another tier or estimate, or for another account
     * @throws PricingException if the rate card that is in force has no rate for the tier and the task is not prepaid
     */
    TaskReceipt start(StartTask start);

    /**
     * Starts a task if the account can afford its estimate; a prepaid one always. A task that was started before stays
     * started. Nothing is reserved under a lock: several starts at the same moment may each be affordable, and together not.
     *
     * @param start which task, and who will pay; with an estimate
     * @return the running task; if it was started before, as it is now
     * @throws AccountNotFoundException if the account was never opened
     * @throws InsufficientCreditsException if less is available than the estimate, or than the policy wants
     * @throws IdempotencyConflictException if the task was started with another tier or estimate, or for another account
     * @throws PricingException if the rate card that is in force has no rate for the tier and the task is not prepaid
     * @throws IllegalArgumentException if there is no estimate
     */
    TaskReceipt startIfAffordable(StartTask start);

    /**
     * Completes a task and charges it. What no grant can pay is treated as the policy says: it is owed or forgiven, or
     * the task stays uncharged, to be settled later. So does a task whose price would raise the debt beyond {@link
     * Long#MAX_VALUE} credits.
     *
     * @param task the task
     * @param output what it has produced
     * @return the completed task, and what was charged
     * @throws TaskNotFoundException if the task was never started
     * @throws TaskStateException if the task failed or was cancelled
     * @throws IdempotencyConflictException if the task was completed with another output
     * @throws PricingException if the task's rate card cannot price the output
     */
    TaskReceipt complete(TaskId task, Output output);

    /**
     * Completes a task that has produced so many seconds, and charges it.
     *
     * @param task the task
     * @param duration how long its output is, not negative
     * @return the completed task, and what was charged
     * @throws TaskNotFoundException if the task was never started
     * @throws TaskStateException if the task failed or was cancelled
     * @throws IdempotencyConflictException if the task was completed with another output
     * @throws PricingException if the task's rate card cannot price the output
     * @throws IllegalArgumentException if the duration is negative or absurdly long
     */
    default TaskReceipt complete(TaskId task, Duration duration) {
        return complete(task, Output.of(duration));
    }

    /**
     * Ends a task without a result. Nothing is charged.
     *
     * @param task the task
     * @return the failed task
     * @throws TaskNotFoundException if the task was never started
     * @throws TaskStateException if the task was completed or cancelled
     */
    TaskReceipt fail(TaskId task);

    /**
     * Calls a task off. Nothing is charged.
     *
     * @param task the task
     * @return the cancelled task
     * @throws TaskNotFoundException if the task was never started
     * @throws TaskStateException if the task was completed or failed
     */
    TaskReceipt cancel(TaskId task);

    /**
     * Charges a completed task that could not be paid when it was completed.
     *
     * @param task the task
     * @return the charged task
     * @throws TaskNotFoundException if the task was never started
     * @throws TaskStateException if the task is not completed
     * @throws InsufficientCreditsException if it still cannot be paid
     * @throws CreditOverflowException if the debt would exceed {@link Long#MAX_VALUE} credits
     */
    TaskReceipt settle(TaskId task);

    /**
     * Charges all of an account's completed but uncharged tasks that can be paid now.
     *
     * @param account who pays
     * @return those that were charged by this call
     * @throws AccountNotFoundException if the account was never opened
     */
    List<TaskReceipt> settleAll(AccountId account);

    /**
     * Finds a task.
     *
     * @param task the task
     * @return the task as it is now
     * @throws TaskNotFoundException if the task was never started
     */
    Task find(TaskId task);

    /**
     * Lists tasks.
     *
     * @param query which of them
     * @return a page of them
     */
    TaskPage list(TaskQuery query);
}
