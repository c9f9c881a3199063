package io.creditledger.engine;

import io.creditledger.CreditLedgerException;
import io.creditledger.Receipt;

/** What became of one command of a batch. */
sealed interface Outcome {
    /** The command is done, now or earlier. */
    record Done(Receipt receipt) implements Outcome {}

    /** The command was refused and has changed nothing. */
    record Refused(CreditLedgerException reason) implements Outcome {}
}
