package io.creditledger.spi;

import io.creditledger.AccountId;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Supplier;

/**
 * One transaction on a store, for use by one thread. The verbs are called in the order in which they stand here, each at
 * most once; only {@link #write} may be called again, with changes on top of the earlier ones.
 */
public interface StoreTransaction {
    /**
     * Makes sure that there is a row for each of these accounts: where there is none, an
     * {@linkplain Account#unopened(AccountId) unopened} one. If another transaction is making the same row, this one waits
     * for it.
     *
     * @param accounts the accounts, in the order of their ids
     */
    void createIfAbsent(SortedSet<AccountId> accounts);

    /**
     * Offers to say what will probably be demanded of accounts once they are locked, so that a store may read it in the
     * same round trip, right after the locks are held. A store may as well not ask.
     *
     * @param demands works out at most one for each account, as of the instant at which it is asked
     */
    void expect(Supplier<List<Demand>> demands);

    /**
     * Locks accounts against every other transaction, in one order that all transactions share, and reads their rows as
     * they are once the locks are held.
     *
     * <p>A store that remembers the rows may answer with them at once, and lock the accounts when it writes. Then it has to
     * do so without waiting, and has to roll back and do the work again, with locks that are taken here, unless the rows and
     * all that was loaded prove to be what they were.
     *
     * @param accounts the accounts, in the order of their ids
     * @return the rows of those accounts that there are
     */
    Map<AccountId, Account> lock(SortedSet<AccountId> accounts);

    /**
     * Reads what is demanded of locked accounts, as it is now that they are locked, or presumes it as it does the locks.
     *
     * @param demands one for each account
     * @return one answer for each demand
     */
    Map<AccountId, Loaded> load(List<Demand> demands);

    /**
     * Writes changes of locked accounts.
     *
     * @param changes one for each changed account; may be empty
     */
    void write(List<AccountChange> changes);
}
