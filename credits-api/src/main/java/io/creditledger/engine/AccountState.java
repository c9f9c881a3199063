package io.creditledger.engine;

import io.creditledger.Entry;
import io.creditledger.Grant;
import io.creditledger.IdempotencyKey;
import io.creditledger.Task;
import io.creditledger.TaskId;
import io.creditledger.spi.Account;
import io.creditledger.spi.AccountChange;
import io.creditledger.spi.Loaded;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a decision on one account may look at: what was loaded, and on top of it what the batch has changed so far.
 * Deciding changes nothing here; {@link #advance} makes it the state that the next command of the batch finds. A batch may
 * hold hundreds of commands of one account, so that it is not copied for each of them. For use by one thread.
 */
final class AccountState {
    private final Account before;
    private final Instant at;
    private final Loaded loaded;
    private final Few<AccountChange> changes = new Few<>();
    private Account account;
    private @Nullable CurrentRows current;
    private int takenIn;

    /**
     * Begins with what was loaded.
     *
     * @param account the account's row
     * @param at the one instant at which the batch is decided for this account
     * @param loaded what the batch demanded of the account
     */
    AccountState(Account account, Instant at, Loaded loaded) {
        this.before = account;
        this.at = at;
        this.loaded = loaded;
        this.account = account;
    }

    /** The account's row as the last decision leaves it. */
    Account account() {
        return account;
    }

    Instant at() {
        return at;
    }

    /** In any order. */
    Collection<Grant> grants() {
        return isChanged() ? current().grants() : loaded.grants();
    }

    @Nullable Task task(TaskId id) {
        return isChanged() ? current().task(id) : loaded.tasks().get(id);
    }

    @Nullable List<Entry> transactionOf(IdempotencyKey key) {
        return isChanged() ? current().transactionOf(key) : loaded.earlier().get(key);
    }

    /** Goes on to what a decision leaves. */
    void advance(Decision decision) {
        account = decision.account();
        changes.add(decision.change());
    }

    /** Whether there is something to write. */
    boolean isChanged() {
        return !changes.list().isEmpty();
    }

    /** What all decisions together have changed. */
    AccountChange change() {
        return AccountChanges.sum(before, changes.list());
    }

    /** Made when somebody asks for more, because mostly a decision is the last one on its account. */
    private CurrentRows current() {
        CurrentRows rows = current == null ? new CurrentRows(loaded) : current;
        for (; takenIn < changes.list().size(); takenIn++) {
            rows.take(changes.list().get(takenIn));
        }
        current = rows;
        return rows;
    }
}
