package io.creditledger.jdbc;

import io.creditledger.CreditPolicy;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Builds a {@link JdbcCreditLedger}; begin with {@link JdbcCreditLedger#on} or {@link JdbcCreditLedger#at}. Not
 * thread-safe.
 *
 * <pre>{@code
 * JdbcCreditLedger ledger = JdbcCreditLedger.on(dataSource)
 *         .policy(CreditPolicy.builder().expiryMonths(12).build())
 *         .migrating()
 *         .build();
 * }</pre>
 */
public final class JdbcLedgerBuilder {
    private final Supplier<Pool> database;
    private CreditPolicy policy = CreditPolicy.defaults();
    private InstantSource clock = InstantSource.system();
    private boolean autoCommitIsOff;
    private boolean migrating;

    JdbcLedgerBuilder(Supplier<Pool> database) {
        this.database = database;
    }

    /**
     * Sets the business numbers, instead of the defaults.
     *
     * @param newPolicy the policy
     * @return this builder
     */
    public JdbcLedgerBuilder policy(CreditPolicy newPolicy) {
        policy = Objects.requireNonNull(newPolicy, "newPolicy");
        return this;
    }

    /**
     * Sets the clock, instead of the system's.
     *
     * @param newClock tells the time; read once for each transaction
     * @return this builder
     */
    public JdbcLedgerBuilder clock(InstantSource newClock) {
        clock = Objects.requireNonNull(newClock, "newClock");
        return this;
    }

    /**
     * Says that the data source's connections come with autocommit off. Only a pool that is configured so should be given
     * here, never one whose connections may be in a transaction of the host: the ledger commits on them.
     *
     * @return this builder
     */
    public JdbcLedgerBuilder autoCommitIsOff() {
        autoCommitIsOff = true;
        return this;
    }

    /**
     * Brings the tables up to date before the ledger is built, as {@link CreditSchema#migrate()} does.
     *
     * @return this builder
     */
    public JdbcLedgerBuilder migrating() {
        migrating = true;
        return this;
    }

    /**
     * Builds the ledger, and checks that the database has the tables that it works with.
     *
     * @return the ledger
     * @throws io.creditledger.SchemaMismatchException if the tables are absent, behind or ahead; it says what to run
     * @throws io.creditledger.LedgerUnavailableException if the database cannot be reached
     * @throws IllegalArgumentException if the database is none of those that the ledger works on
     */
    public JdbcCreditLedger build() {
        Pool pool = database.get();
        boolean built = false;
        try {
            JdbcCreditLedger ledger = build(pool);
            built = true;
            return ledger;
        } finally {
            if (!built) {
                pool.close();
            }
        }
    }

    private JdbcCreditLedger build(Pool pool) {
        CreditSchema schema = CreditSchema.of(pool.dataSource());
        if (migrating) {
            schema.migrate();
        }
        schema.validate();
        Dialect dialect = schema.dialect();
        Transactions transactions = OwnTransactions.on(pool.dataSource(), dialect, autoCommitIsOff, Backoff.DEFAULT);
        return new JdbcCreditLedger(new JdbcStore(transactions, dialect), dialect, policy, clock, pool);
    }
}
