package io.creditledger.jdbc;

import io.creditledger.AccountId;
import io.creditledger.spi.Account;
import io.creditledger.spi.AccountChange;
import io.creditledger.spi.Demand;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What an attempt at a transaction takes from what is remembered of its accounts.
 *
 * <p>What is remembered is presumed, and proven by the database before it can have any effect:
 *
 * <ul>
 *   <li>That the grants are what they were is told by the account's row, which is read when it is locked. If it is another, the
 *       grants are read.
 *   <li>That the demanded keys are unused is told by the unique index of the keys ({@link PresumedKeys}).
 *   <li>Where all that is demanded of all accounts is remembered, the rows themselves are presumed, and nothing is read or
 *       locked before the write. The statement that writes locks them, if nobody else holds them, and changes them, if they are
 *       what is remembered ({@link RememberedRowUpdate}). It does not wait, so that the instant of the decision, which was
 *       read before it, comes no earlier than it would right behind a lock. If it changes fewer rows than it was given, it
 *       fails.
 * </ul>
 *
 * <p>If something that was presumed cannot be proven, or whatever else fails the attempt, the transaction is rolled back and
 * done again by an attempt that presumes nothing ({@link Attempts}). What is remembered needs no rollback: it holds for the row
 * that it was learned with, and is of no use as soon as there is another.
 */
final class TransactionMemory {
    private final AccountMemory memory;
    private final boolean mayPresumeRows;
    private final PresumedKeys presumedKeys = new PresumedKeys();
    private final Learned learned;
    private Map<AccountId, KnownGrants> remembered = Map.of();
    private Map<AccountId, Account> rows = Map.of();
    private boolean isPresuming;
    private boolean arePresumedRows;

    private TransactionMemory(AccountMemory memory, boolean mayPresumeRows, boolean isFirstAttempt) {
        this.memory = memory;
        this.mayPresumeRows = mayPresumeRows;
        this.isPresuming = isFirstAttempt;
        this.learned = new Learned(isFirstAttempt);
    }

    /** Begins the first attempt. Rows may be presumed where all that is written can be one statement. */
    static TransactionMemory presuming(AccountMemory memory, boolean mayPresumeRows) {
        return new TransactionMemory(memory, mayPresumeRows, true);
    }

    /** Begins an attempt that presumes nothing. */
    static TransactionMemory presumingNothing(AccountMemory memory) {
        return new TransactionMemory(memory, false, false);
    }

    /** Presumes nothing from now on: an account is to be opened, and maybe it is open already. */
    void presumeNothing() {
        isPresuming = false;
    }

    boolean hasPresumed() {
        return arePresumedRows || !presumedKeys.isEmpty();
    }

    /** Looks at what is remembered. Before accounts are locked: what is remembered later may be what another one left. */
    void look(Collection<AccountId> accounts) {
        remembered = memory.of(accounts);
    }

    /** Whether all that is demanded is remembered, but for tasks. */
    boolean serves(Demand demand) {
        KnownGrants known = remembered.get(demand.account());
        return isPresuming && known != null && known.isCalm() && known.serve(demand);
    }

    /** Returns the rows of the accounts, if all that is expected to be demanded of all of them is remembered; else none. */
    Map<AccountId, Account> presumeRows(Collection<AccountId> accounts, Answers expected) {
        if (mayPresumeRows && !accounts.isEmpty() && expected.all().size() == accounts.size() && serveAll(expected)) {
            rows = new LinkedHashMap<>();
            accounts.forEach(account -> rows.put(account, remembered(account).account()));
            arePresumedRows = true;
        }
        return rows;
    }

    /** Tasks have to be read under the lock, and without a key there may be nothing to write, which would prove nothing. */
    private boolean serveAll(Answers expected) {
        for (Answer answer : expected.all()) {
            Demand demand = answer.demand();
            if (!demand.tasks().isEmpty() || demand.keys().isEmpty() || !serves(demand)) {
                return false;
            }
        }
        return true;
    }

    boolean arePresumedRows() {
        return arePresumedRows;
    }

    /** Returns the change of a presumed row. */
    RememberedMove move(Account moved) {
        return new RememberedMove(remembered(moved.id()).account(), moved);
    }

    private KnownGrants remembered(AccountId account) {
        return Objects.requireNonNull(remembered.get(account), "what is remembered of the account");
    }

    /** Takes in the rows of the accounts that are locked. */
    void locked(Map<AccountId, Account> found) {
        rows = found;
        remembered.forEach((account, known) -> {
            if (!found.containsKey(account)) {
                learned.addGone(known);
            }
        });
    }

    /** Answers from memory, if that serves, and the row is the one that is remembered. */
    void recall(Answer answer) {
        Demand demand = answer.demand();
        if (serves(demand) && remembered(demand.account()).account().equals(rows.get(demand.account()))) {
            answer.recall(remembered(demand.account()));
            presumedKeys.presume(demand);
        } else if (arePresumedRows) {
            throw new RefutedException();
        }
    }

    /** Takes in what there is to remember of what was recalled and read. */
    void learn(Answers answers) {
        if (memory.isNone()) {
            return;
        }
        for (Answer answer : answers.all()) {
            Account row = rows.get(answer.demand().account());
            KnownGrants recalled = answer.recalled();
            if (recalled != null) {
                learned.add(recalled);
            } else if (row != null) {
                learned.add(answer, row, remembered.get(row.id()));
            }
        }
    }

    /**
     * Takes in what is about to be written.
     *
     * @param isAtOnce whether it is one statement: several of them would prove presumed rows too late for some
     */
    void written(List<AccountChange> changes, boolean isAtOnce) {
        if (arePresumedRows && !isAtOnce) {
            throw new RefutedException();
        }
        learned.written(changes);
        presumedKeys.inserted(changes);
    }

    /** To be called before the commit. */
    void requireProven() {
        if (!presumedKeys.areProven()) {
            throw new RefutedException();
        }
    }

    /** To be called after the commit. */
    void remember() {
        memory.remember(learned.all());
    }

    /** Something that was presumed does not hold, or cannot be proven. */
    static final class RefutedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        RefutedException() {
            super("what was presumed does not hold", null, false, false);
        }
    }
}
