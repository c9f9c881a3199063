package io.creditledger.spi;

import io.creditledger.Entry;
import io.creditledger.Grant;
import io.creditledger.Task;
import java.util.List;
import java.util.Objects;

/**
 * What a batch changes in one locked account.
 *
 * @param account the account's new row
 * @param made the rows of the grants that are new
 * @param drawn the new rows of the grants that were there before; only what remains of them has changed
 * @param entries the journal's new lines, in order
 * @param started the rows of the tasks that are new
 * @param moved the new rows of the tasks that were there before; how they started has not changed
 */
public record AccountChange(
        Account account,
        List<Grant> made,
        List<Grant> drawn,
        List<Entry> entries,
        List<Task> started,
        List<Task> moved) {
    public AccountChange {
        Objects.requireNonNull(account, "account");
        made = List.copyOf(made);
        drawn = List.copyOf(drawn);
        entries = List.copyOf(entries);
        started = List.copyOf(started);
        moved = List.copyOf(moved);
    }

    /**
     * Returns the change that leaves an account as it is.
     *
     * @param account the account's row
     * @return the change
     */
    public static AccountChange none(Account account) {
        return new AccountChange(account, List.of(), List.of(), List.of(), List.of(), List.of());
    }

    /**
     * Tells whether there is nothing to write.
     *
     * @return true if there is neither an entry nor a task; no grant changes without an entry
     */
    public boolean isNothing() {
        return entries.isEmpty() && started.isEmpty() && moved.isEmpty();
    }
}
