package io.creditledger.jdbc;

import io.creditledger.CreditPolicy;
import io.creditledger.GroupCommit;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
    static final int REMEMBERED_ACCOUNTS = 10_000;

    private final Supplier<Pool> database;
    private CreditPolicy policy = CreditPolicy.defaults();
    private InstantSource clock = InstantSource.system();
    private boolean autoCommitIsOff;
    private boolean migrating;
    private boolean mirroring;
    private int remembered = REMEMBERED_ACCOUNTS;
    private @Nullable GroupCommit groups;

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
     * @param newClock tells the time; what counts is its reading under the locks of a transaction, or right
     *     before they are taken without waiting
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
     * Keeps the host's column {@code users.credits} equal to what is {@linkplain io.creditledger.Balance#available()
     * available} in the account, so that readers of the column stay right while a product moves to the ledger. Off by
     * default.
     *
     * <p>Whenever the ledger changes an account, the user with the account's id is given what is available after the
     * change, in the same transaction: the ledger's own, the host's that it {@linkplain JdbcCreditLedger#joining joins},
     * or that of {@link JdbcCreditLedger#transact}. A refused change leaves the column as it was. While debt is owed it
     * says 0.
     *
     * <p>The column follows changes, and only those:
     *
     * <ul>
     *   <li>Credits that expire leave the column when the sweep records it, or with the next change of the account if
     *       that comes first. Run the sweep often.
     *   <li>Credits that become effective later enter the column with the next change of the account.
     *   <li>What anyone else writes into the column is overwritten by the next change. All nodes that change the ledger
     *       must mirror, and nobody else may write the column.
     *   <li>A user who is inserted after the account was changed begins with whatever the host inserts.
     * </ul>
     *
     * <p>The table is {@code users}, on the connections' own path, with {@code id} (integer, bigint, varchar or uuid) and
     * {@code credits} (integer or bigint). An account is that of the user whose id, written as text, is the account's id
     * (a uuid in lower case); an account without a user is left alone. A change after which a user would have more than
     * the column holds is refused with {@link io.creditledger.UserCreditsOverflowException}, and so are the changes that
     * were to be made with it: a batch of the sweep is refused as a whole.
     *
     * <p>Each change costs one more read, of the account's open grants, and one more update. The user's row is locked
     * after the account's and until the transaction ends. A transaction of the host that locks the row first, by an
     * update or on MariaDB and MySQL by inserting a row that refers to it, and then calls the ledger, may meet another
     * one in a deadlock: call the ledger first, or be ready to run the transaction again.
     *
     * @return this builder
     */
    public JdbcLedgerBuilder mirroringUserCredits() {
        mirroring = true;
        return this;
    }

    /**
     * Commits the calls of many threads in groups, with the {@linkplain GroupCommit#DEFAULTS default settings}.
     *
     * @return this builder
     * @see #grouped(GroupCommit)
     */
    public JdbcLedgerBuilder grouped() {
        return grouped(GroupCommit.DEFAULTS);
    }

    /**
     * Commits the calls of many threads in groups. The ledger then has threads of its own, until it is {@linkplain
     * JdbcCreditLedger#close() closed}, and the connection pool needs one connection for each of them besides those for
     * queries. Off by default: each caller's thread commits its own calls.
     *
     * <p>It pays where many callers are at work at once, above all on the same accounts: there each would wait for the
     * others' commits. Where a transaction of the host holds an account for long, the calls for all accounts of its
     * slice wait: as many slices share the accounts as there are committers.
     *
     * @param newGroups how
     * @return this builder
     */
    public JdbcLedgerBuilder grouped(GroupCommit newGroups) {
        groups = Objects.requireNonNull(newGroups, "newGroups");
        return this;
    }

    /**
     * Remembers the open grants of so many accounts, those that changed last. A change of a remembered account need not read
     * them: the row of the account, which each change locks and reads or compares, tells whether they are still what they
     * were. Other nodes and the host's own transactions may change the same accounts at any time.
     *
     * <p>It pays where one node has most of what happens to an account. An account takes about 1 kB, one with many grants up
     * to 4. By default 10,000 are remembered.
     *
     * @param accounts how many; 0: everything is read anew each time
     * @return this builder
     * @throws IllegalArgumentException if the number is negative
     */
    public JdbcLedgerBuilder remembering(int accounts) {
        if (accounts < 0) {
            throw new IllegalArgumentException(
                    "the number of accounts to remember must be at least 0, but was " + accounts);
        }
        remembered = accounts;
        return this;
    }

    /**
     * Builds the ledger, and checks that the database has the tables that it works with.
     *
     * @return the ledger
     * @throws io.creditledger.SchemaMismatchException if the tables are absent, behind or ahead; it says what to run
     * @throws io.creditledger.LedgerUnavailableException if the database cannot be reached
     * @throws IllegalArgumentException if the database is none of those that the ledger works on, or {@link
     *     #mirroringUserCredits()} is asked for and the columns are not there or of other types
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
        JdbcStore store = new JdbcStore(transactions, dialect, mirror(pool, dialect), new AccountMemory(remembered));
        return new JdbcCreditLedger(store, dialect, policy, clock, groups, pool);
    }

    private Mirror mirror(Pool pool, Dialect dialect) {
        return mirroring ? new UserCredits(UserColumns.in(pool.dataSource(), dialect)) : Mirror.NONE;
    }
}
