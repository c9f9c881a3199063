package io.creditledger.engine;

import io.creditledger.CreditLedgerException;
import io.creditledger.Entry;
import io.creditledger.Receipt;
import io.creditledger.spi.Account;
import io.creditledger.spi.AccountChange;
import java.util.List;

/**
 * What one command comes to.
 *
 * @param outcome the answer
 * @param change what is to be written of it: the account's row afterwards, the transaction's lines, and the rows of the
 *     grants and tasks that are new or changed
 */
record Decision(Outcome outcome, AccountChange change) {
    static Decision refused(AccountState state, CreditLedgerException reason) {
        return unchanged(state, new Outcome.Refused(reason));
    }

    static Decision done(AccountState state, Receipt receipt) {
        return unchanged(state, new Outcome.Done(receipt));
    }

    static Decision unchanged(AccountState state, Outcome outcome) {
        return new Decision(outcome, AccountChange.none(state.account()));
    }

    Account account() {
        return change.account();
    }

    List<Entry> entries() {
        return change.entries();
    }

    boolean changesNothing() {
        return change.isNothing();
    }
}
