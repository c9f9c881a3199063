package io.creditledger.engine;

import io.creditledger.CreditLedgerException;
import io.creditledger.Entry;
import io.creditledger.Grant;
import io.creditledger.Receipt;
import io.creditledger.Task;
import io.creditledger.spi.Account;
import java.util.List;

/**
 * What one command comes to.
 *
 * @param outcome the answer
 * @param account the account's row afterwards
 * @param grants the rows afterwards of the grants that are new or changed
 * @param entries the transaction's lines; none if no credits and no keys are concerned
 * @param tasks the rows afterwards of the tasks that are new or changed
 */
record Decision(Outcome outcome, Account account, List<Grant> grants, List<Entry> entries, List<Task> tasks) {
    static Decision refused(AccountState state, CreditLedgerException reason) {
        return unchanged(state, new Outcome.Refused(reason));
    }

    static Decision done(AccountState state, Receipt receipt) {
        return unchanged(state, new Outcome.Done(receipt));
    }

    boolean changesNothing() {
        return entries.isEmpty() && tasks.isEmpty();
    }

    static Decision unchanged(AccountState state, Outcome outcome) {
        return new Decision(outcome, state.account(), List.of(), List.of(), List.of());
    }
}
