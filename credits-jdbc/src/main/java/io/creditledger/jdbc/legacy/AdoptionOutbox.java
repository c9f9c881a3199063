package io.creditledger.jdbc.legacy;

import io.creditledger.RunId;
import io.creditledger.spi.AccountChange;
import io.creditledger.spi.StoreTransaction;
import java.util.ArrayList;
import java.util.List;

/** What waits to be written, of many accounts together. It is written when enough waits, so that memory stays flat. */
final class AdoptionOutbox {
    /** So many rows are worth a few statements, and are a few megabytes. */
    static final int ENOUGH = 5_000;

    private final RunId run;
    private final boolean isMirrored;
    private final StoreTransaction ledger;
    private final AdoptedAccounts accounts;
    private final List<AccountChange> changes = new ArrayList<>();
    private final List<AdoptedAccounts.Adopted> adopted = new ArrayList<>();
    private int waiting;

    AdoptionOutbox(RunId run, boolean isMirrored, StoreTransaction ledger, AdoptedAccounts accounts) {
        this.run = run;
        this.isMirrored = isMirrored;
        this.ledger = ledger;
        this.accounts = accounts;
    }

    /** Takes what an account has decided so far. */
    void add(AccountAdoption adoption) {
        waiting += adoption.waiting();
        changes.add(adoption.drain());
        if (waiting >= ENOUGH) {
            flush();
        }
    }

    /** Takes an account's last changes, and what it has come to. */
    void add(AccountAdoption adoption, AccountOutcome outcome) {
        adopted.add(new AdoptedAccounts.Adopted(adoption.account(), outcome, isMirrored ? adoption.available() : null));
        add(adoption);
    }

    void flush() {
        ledger.write(changes);
        accounts.insert(run, adopted);
        changes.clear();
        adopted.clear();
        waiting = 0;
    }
}
