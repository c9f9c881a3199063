package io.creditledger.testkit;

import io.creditledger.CreditLedger;
import io.creditledger.CreditPolicy;
import io.creditledger.engine.StoredLedger;
import java.time.InstantSource;

/**
 * A ledger for a host's unit tests: it is empty, needs no database, is gone with the test, and follows every rule of a
 * ledger over a database.
 *
 * <pre>{@code
 * SettableClock clock = SettableClock.at("2026-01-31T10:00:00Z");
 * CreditLedger ledger = InMemoryCreditLedger.create(clock);
 * ledger.open(alice);
 * assertThat(ledger.balance(alice)).hasAvailable(100);
 * }</pre>
 */
public final class InMemoryCreditLedger {
    private InMemoryCreditLedger() {}

    /**
     * Returns an empty ledger with the {@linkplain CreditPolicy#defaults() default policy}.
     *
     * @param clock the time, such as a {@link SettableClock}
     * @return the ledger, thread-safe
     */
    public static CreditLedger create(InstantSource clock) {
        return create(CreditPolicy.defaults(), clock);
    }

    /**
     * Returns an empty ledger.
     *
     * @param policy the business numbers
     * @param clock the time, such as a {@link SettableClock}
     * @return the ledger, thread-safe
     */
    public static CreditLedger create(CreditPolicy policy, InstantSource clock) {
        return new StoredLedger(new InMemoryStore(), policy, clock);
    }
}
