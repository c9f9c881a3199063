package io.creditledger.engine;

import io.creditledger.CreditLedgerException;
import io.creditledger.Receipt;

/** What became of one command of a batch. */
sealed interface Outcome {
    /** Returns the receipt, or throws why there is none. */
    Receipt receipt();

    /** The command is done, now or earlier. */
    record Done(Receipt receipt) implements Outcome {}

    /** The command was refused and has changed nothing. */
    record Refused(CreditLedgerException reason) implements Outcome {
        @Override
        public Receipt receipt() {
            throw reason;
        }
    }

    /** The command could not be decided or written, or nobody knows whether it was. */
    record Failed(RuntimeException reason) implements Outcome {
        @Override
        public Receipt receipt() {
            throw reason;
        }
    }
}
