package io.creditledger.spi;

import io.creditledger.AccountId;
import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.Grant;
import io.creditledger.GrantQuery;
import io.creditledger.HistoryQuery;
import io.creditledger.Task;
import io.creditledger.TaskId;
import io.creditledger.TaskQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where a ledger keeps its accounts, grants and entries. A store loads and saves; every rule is decided elsewhere, on
 * what it loaded.
 *
 * <p>Stores are safe for use by many threads. The contract suites of credits-testkit tell whether one keeps its promises.
 */
public interface CreditStore {
    /**
     * Does work in one transaction: either all of its writes are durable when this returns, or none ever is.
     *
     * <p>The store may roll back and do the work again, a bounded number of times, where the database asks for it; the work
     * has no effects outside of the transaction. When the work throws, nothing is written and the exception goes through.
     *
     * @param work what to do
     * @param <T> what the work yields
     * @return what the work yielded in the attempt that was committed
     * @throws io.creditledger.LedgerUnavailableException if the database did not do it as often as the store tried; it says
     *     whether there was no connection, so that nobody looks for a culprit among many commands in vain
     */
    <T> T transact(Function<StoreTransaction, T> work);

    /**
     * Reads an account with all its open grants, without locks, as they were at one moment.
     *
     * @param account the account
     * @return the account and its open grants; empty if there is no such account
     */
    Optional<Holdings> holdings(AccountId account);

    /**
     * Reads grants of an account, newest first.
     *
     * @param account the account
     * @param query which of them
     * @param limit how many at most, instead of the query's own limit
     * @return the grants; none if there is no such account
     */
    List<Grant> grants(AccountId account, GrantQuery query, int limit);

    /**
     * Reads entries of an account, newest first.
     *
     * @param account the account
     * @param query which of them
     * @param limit how many at most, instead of the query's own limit
     * @return the entries; none if there is no such account
     */
    List<Entry> history(AccountId account, HistoryQuery query, int limit);

    /**
     * Reads an account's journal from the beginning, without keeping it in memory.
     *
     * @param account the account
     * @param until the last recording instant to read, inclusive
     * @param reader is given the entries in the order of their seq and line
     */
    void journal(AccountId account, Instant until, Consumer<Entry> reader);

    /**
     * Finds accounts that have due grants.
     *
     * @param at the instant at which the grants are due
     * @param limit how many accounts at most
     * @return accounts with the soonest expiries, each once; empty only if there are none
     */
    List<AccountId> accountsWithDueGrants(Instant at, int limit);

    /**
     * Finds the tasks with an id.
     *
     * @param task the id
     * @return the tasks of all accounts that have this id: none, one, or more if hosts used it twice
     */
    List<Task> tasks(TaskId task);

    /**
     * Finds the tasks with an id, never with a lock, not even where a transaction of the host would need one to see what was
     * committed since it began. What a task started with is right all the same; how far it has come may not be.
     *
     * @param task the id
     * @return the tasks of all accounts that have this id, as far as the reading transaction sees them
     */
    List<Task> knownTasks(TaskId task);

    /**
     * Reads tasks, in an order of the store's own that does not change.
     *
     * @param query which of them
     * @param limit how many at most, instead of the query's own limit
     * @return the tasks
     */
    List<Task> tasks(TaskQuery query, int limit);

    /**
     * Sums the estimates of an account's running tasks up, but for prepaid ones, which will charge nothing.
     *
     * @param account the account
     * @return the sum, at most {@link Long#MAX_VALUE}; 0 if there is no such account
     */
    Credits estimatesOfRunningTasks(AccountId account);

    /**
     * Lists the accounts in an order of the store's own.
     *
     * @param after the last account of the page before; null: begin with the first
     * @param limit how many at most
     * @return the accounts; empty if none follows
     */
    List<AccountId> accounts(@Nullable AccountId after, int limit);
}
