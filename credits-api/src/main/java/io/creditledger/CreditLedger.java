package io.creditledger;

import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * A ledger of credits: what accounts were granted, what they paid with it, and what expired.
 *
 * <p>Every change is one transaction, made exactly once for its key. A request that is repeated with the same key and
 * content returns the first result, marked as a replay, however much has happened since; the same key with another
 * content is refused with an {@link IdempotencyConflictException}. A refused request has changed nothing, and its key
 * may be used again.
 *
 * <pre>{@code
 * AccountId alice = AccountId.of("alice");
 * ledger.open(alice);
 * ledger.grant(GrantCredits.of(alice, Credits.of(500), "purchase", IdempotencyKey.of("order:815")));
 * ChargeReceipt receipt = ledger.charge(alice, Credits.of(50), IdempotencyKey.of("task:4711"));
 * Credits left = ledger.balance(alice).available();
 * }</pre>
 *
 * <p>Time never runs backwards within an account. Where the clock stands before the account's last transaction, because
 * nodes' clocks differ or one was set back, now is the instant of that transaction.
 *
 * <p>Ledgers are safe for use by many threads, and by many processes over one database. Methods that change something
 * throw {@link LedgerUnavailableException} when the database does not answer: calling again with the same key is always
 * safe.
 */
public interface CreditLedger {
    /**
     * Opens an account, with the policy's sign-up credits. An account that is open already stays as it is.
     *
     * @param account the account
     * @return when it was opened and what it was granted for that, now or earlier
     */
    OpenReceipt open(AccountId account);

    /**
     * Grants credits. They repay the account's debt first.
     *
     * @param grant what to grant, and to whom
     * @return the grant as it was made
     * @throws AccountNotFoundException if the account was never opened
     * @throws IdempotencyConflictException if the key was used for another request
     * @throws CreditOverflowException if the account would hold more than {@link Long#MAX_VALUE} credits
     * @throws UnusableGrantException if by the policy the grant would expire before it becomes effective
     */
    GrantReceipt grant(GrantCredits grant);

    /**
     * Takes credits from the usable grants in consumption order: all that are asked for, or none. Where the policy does not
     * reject a shortfall, what no grant can pay is forgiven or owed.
     *
     * @param charge what to take, and from whom
     * @return the charge, and which grants paid it
     * @throws AccountNotFoundException if the account was never opened
     * @throws IdempotencyConflictException if the key was used for another request
     * @throws InsufficientCreditsException if less is available than the charge requires, and the policy rejects that
     * @throws CreditOverflowException if the account would owe more than {@link Long#MAX_VALUE} credits
     */
    ChargeReceipt charge(ChargeCredits charge);

    /**
     * Takes credits from the usable grants in consumption order, without reference and metadata.
     *
     * @param account who pays
     * @param amount how many credits
     * @param key the request's key
     * @return the charge, and which grants paid it
     * @throws AccountNotFoundException if the account was never opened
     * @throws IdempotencyConflictException if the key was used for another request
     * @throws InsufficientCreditsException if less is available than the charge requires, and the policy rejects that
     * @throws CreditOverflowException if the account would owe more than {@link Long#MAX_VALUE} credits
     */
    default ChargeReceipt charge(AccountId account, Credits amount, IdempotencyKey key) {
        return charge(ChargeCredits.of(account, amount, key));
    }

    /**
     * Does what {@link #open}, {@link #grant} or {@link #charge} do, without waiting where the ledger {@linkplain GroupCommit
     * commits in groups}; elsewhere it is done, on the calling thread, when this returns.
     *
     * <pre>{@code
     * ledger.submit(ChargeCredits.of(alice, Credits.of(50), IdempotencyKey.of("task:4711")))
     *         .thenAccept(receipt -> deliver(receipt.charge()));
     * }</pre>
     *
     * <p>The stage is complete when the effect is durable. It fails with what the call would have thrown; with {@link
     * LedgerBusyException} if too many calls wait. What is hung on it does not run on the ledger's own threads. Commands of
     * one account that are submitted one after the other are decided in that order. Cancelling it changes nothing.
     *
     * @param command what to do
     * @param <R> the answer's type
     * @return the answer to come
     */
    <R extends Receipt> CompletionStage<R> submit(KeyedCommand<R> command);

    /**
     * Makes many charges, hundreds in one transaction; of many accounts or of one, in the order in which they come. An item
     * that is refused disturbs no other.
     *
     * <pre>{@code
     * BulkResult result = ledger.chargeAll(charges, outcome -> {
     *     if (outcome instanceof BulkOutcome.Refused<ChargeCredits, ChargeReceipt> refused) {
     *         report(refused.command(), refused.reason());
     *     }
     * });
     * }</pre>
     *
     * <p>Only a few batches are in memory at a time, however many items there are. If it ends with an exception, what was
     * told is done, and what was not told may be: call again with the same items, which is always safe.
     *
     * @param charges the items, read as they are needed
     * @param outcomes told what became of each item, in their order, on the calling thread. What it throws ends the work
     * @return how many items were done, repeated and refused
     * @throws LedgerUnavailableException if the database does not answer
     */
    BulkResult chargeAll(
            Iterable<ChargeCredits> charges, Consumer<? super BulkOutcome<ChargeCredits, ChargeReceipt>> outcomes);

    /**
     * Makes many grants, as {@link #chargeAll} makes charges.
     *
     * @param grants the items, read as they are needed
     * @param outcomes told what became of each item, in their order, on the calling thread. What it throws ends the work
     * @return how many items were done, repeated and refused
     * @throws LedgerUnavailableException if the database does not answer
     */
    BulkResult grantAll(
            Iterable<GrantCredits> grants, Consumer<? super BulkOutcome<GrantCredits, GrantReceipt>> outcomes);

    /**
     * Tells what a charge would take from which grants now, and changes nothing.
     *
     * @param account who would pay
     * @param amount how many credits
     * @return the quote, also if too little is available
     * @throws AccountNotFoundException if the account was never opened
     */
    Quote quote(AccountId account, Credits amount);

    /**
     * Returns what an account has now. It reads without locks, in one query.
     *
     * @param account the account
     * @return the balance
     * @throws AccountNotFoundException if the account was never opened
     */
    Balance balance(AccountId account);

    /**
     * Returns what {@link #balance(AccountId)} would have returned at an instant in the past, from the journal alone. It
     * reads the whole journal of the account up to then.
     *
     * @param account the account
     * @param at the instant, not after now
     * @return the balance as it was; all zero before the account was opened
     * @throws AccountNotFoundException if the account was never opened
     * @throws IllegalArgumentException if the instant lies in the future, for which there is {@link #forecast}, or before
     *     {@link LedgerTime#MIN}
     */
    Balance balanceAsOf(AccountId account, Instant at);

    /**
     * Returns what an account will have at a future instant if nothing is granted or charged until then, and what will
     * have expired.
     *
     * @param account the account
     * @param at the instant, not before now
     * @return the balance then, and what will have expired between now and then
     * @throws AccountNotFoundException if the account was never opened
     * @throws IllegalArgumentException if the instant lies in the past, for which there is {@link #balanceAsOf}, or after
     *     {@link LedgerTime#MAX}
     */
    Forecast forecast(AccountId account, Instant at);

    /**
     * Lists an account's grants, newest first.
     *
     * @param account the account
     * @param query which of them
     * @return a page of them
     * @throws AccountNotFoundException if the account was never opened
     */
    Page<Grant> grants(AccountId account, GrantQuery query);

    /**
     * Lists an account's journal, newest first. Entries that come in between two pages do not move the later page.
     *
     * @param account the account
     * @param query which entries
     * @return a page of them
     * @throws AccountNotFoundException if the account was never opened
     */
    Page<Entry> history(AccountId account, HistoryQuery query);

    /**
     * Returns the ledger's tasks: work that is paid for after it is done.
     *
     * @return the tasks
     */
    Tasks tasks();

    /**
     * Returns the ledger's rewards.
     *
     * @return the rewards
     */
    Rewards rewards();

    /**
     * Records every expiry that is due, in all accounts, in bounded batches. It may be interrupted and begun again at any
     * time, and run on many nodes at once: an expiry is recorded once. What has expired is gone with or without a sweep.
     *
     * @param sweep how to run
     * @return what was recorded by this run; nothing that other nodes recorded meanwhile
     */
    SweepResult expire(Sweep sweep);

    /**
     * Records every expiry that is due, in batches of the default size.
     *
     * @return what was recorded by this run
     */
    default SweepResult expire() {
        return expire(Sweep.inBatches());
    }
}
