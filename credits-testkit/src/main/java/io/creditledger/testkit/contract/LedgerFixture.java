package io.creditledger.testkit.contract;

import io.creditledger.CreditLedger;
import io.creditledger.CreditPolicy;
import io.creditledger.spi.CreditStore;
import java.time.InstantSource;

/**
 * Hands the contract's suites the ledger that is to be tested. It needs a public constructor without parameters.
 *
 * <p>One instance serves the whole test run; if it is {@link AutoCloseable} it is closed at its end.
 */
public interface LedgerFixture {
    /** Removes everything from the store. It is called before each test; ledgers of earlier tests are not used any more. */
    void reset();

    /**
     * Returns a ledger over the one store. Ledgers of several calls stand for several nodes over one database.
     *
     * @param policy the business numbers
     * @param clock the time
     * @return the ledger
     */
    CreditLedger ledger(CreditPolicy policy, InstantSource clock);

    /**
     * Returns the store itself, to look at what is in it.
     *
     * @return the store
     */
    CreditStore store();
}
