package io.creditledger.jdbc;

import io.creditledger.CreditLedger;
import io.creditledger.CreditPolicy;
import io.creditledger.GroupCommit;
import io.creditledger.engine.StoredLedger;
import java.sql.Connection;
import java.time.InstantSource;
import java.util.Objects;
import javax.sql.DataSource;
import org.jooq.ConnectionProvider;
import org.jooq.DSLContext;
import org.jooq.impl.DataSourceConnectionProvider;
import org.jspecify.annotations.Nullable;

/**
 * A ledger on H2, PostgreSQL, MariaDB or MySQL.
 *
 * <pre>{@code
 * CreditSchema.of(dataSource).migrate();
 * CreditLedger ledger = JdbcCreditLedger.on(dataSource).build();
 * }</pre>
 *
 * <p>Each change is a transaction of the ledger's own. To make a change part of a transaction of the host, so that both
 * commit or vanish together, ask for a ledger that {@linkplain #joining(Connection) joins} it.
 *
 * <p>A ledger for many callers at once commits their changes {@linkplain JdbcLedgerBuilder#grouped() in groups}. What joins a
 * transaction of the host does not take part in that.
 *
 * <p>Thread-safe. Close it, to end the threads that commit in groups and the connection pool that it made itself; a data
 * source of the host stays open.
 */
public final class JdbcCreditLedger extends StoredLedger implements AutoCloseable {
    private final JdbcStore store;
    private final Dialect dialect;
    private final CreditPolicy policy;
    private final InstantSource clock;
    private final Pool pool;

    JdbcCreditLedger(
            JdbcStore store,
            Dialect dialect,
            CreditPolicy policy,
            InstantSource clock,
            @Nullable GroupCommit groups,
            Pool pool) {
        super(store, policy, clock, groups);
        this.store = store;
        this.dialect = dialect;
        this.policy = policy;
        this.clock = clock;
        this.pool = pool;
    }

    /**
     * Begins building a ledger on a data source of the host.
     *
     * @param dataSource the database; never closed by the ledger
     * @return the builder
     */
    public static JdbcLedgerBuilder on(DataSource dataSource) {
        Objects.requireNonNull(dataSource, "dataSource");
        return new JdbcLedgerBuilder(() -> new Pool(dataSource, () -> {}));
    }

    /**
     * Begins building a ledger on a database, with a connection pool of its own. An H2 database is opened such that every
     * commit is on disk when it returns ({@code WRITE_DELAY=0}).
     *
     * @param url the database's JDBC URL, with the login if one is needed
     * @return the builder
     */
    public static JdbcLedgerBuilder at(String url) {
        Objects.requireNonNull(url, "url");
        return new JdbcLedgerBuilder(() -> Pool.open(url, null, null));
    }

    /**
     * Begins building a ledger on a database, with a connection pool of its own. An H2 database is opened such that every
     * commit is on disk when it returns ({@code WRITE_DELAY=0}).
     *
     * @param url the database's JDBC URL
     * @param user the login's name
     * @param password the login's password
     * @return the builder
     */
    public static JdbcLedgerBuilder at(String url, String user, String password) {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        return new JdbcLedgerBuilder(() -> Pool.open(url, user, password));
    }

    /**
     * Returns a ledger that works in the transaction of a connection, on the same tables and with the same policy and
     * clock. It neither commits nor rolls back nor tries again; what it does becomes durable or vanishes with the
     * transaction.
     *
     * <pre>{@code
     * connection.setAutoCommit(false);
     * insertOrder(connection);
     * ledger.joining(connection).charge(alice, Credits.of(50), IdempotencyKey.of("order:815"));
     * connection.commit();
     * }</pre>
     *
     * <p>When the database fails, its methods throw {@link io.creditledger.HostTransactionException}: roll back, and run
     * the whole transaction again. Not thread-safe, as the connection is not. On MariaDB and MySQL at REPEATABLE READ,
     * their default, reads take locks that also cover gaps between accounts; run such transactions at READ COMMITTED if
     * many run at once.
     *
     * @param connection a connection to the ledger's database, with autocommit off
     * @return the ledger in the connection's transaction
     */
    public CreditLedger joining(Connection connection) {
        Objects.requireNonNull(connection, "connection");
        return joined(new HeldConnection(connection));
    }

    /**
     * Returns a ledger that works in the transaction of a jOOQ context, like {@link #joining(Connection)}.
     *
     * @param transaction the context of a transaction on the ledger's database
     * @return the ledger in that transaction
     */
    public CreditLedger joining(DSLContext transaction) {
        Objects.requireNonNull(transaction, "transaction");
        return joined(new SameConnectionTwice(transaction.configuration().connectionProvider()));
    }

    /**
     * Returns a ledger that works in whatever transaction the connections of a data source are in when it is called, like
     * {@link #joining(Connection)}. For data sources that hand out the connection of the thread's transaction, such as
     * Spring's {@code TransactionAwareDataSourceProxy}; outside of a transaction its methods throw {@link
     * io.creditledger.HostTransactionException}. Thread-safe.
     *
     * @param transactionAware hands out connections to the ledger's database that are in the host's transaction
     * @return the ledger in the host's transactions
     */
    public CreditLedger joining(DataSource transactionAware) {
        Objects.requireNonNull(transactionAware, "transactionAware");
        return joined(new SameConnectionTwice(new DataSourceConnectionProvider(transactionAware)));
    }

    /**
     * Does work in one transaction of the ledger's own, with the same isolation and the same bounded number of attempts as
     * the ledger's changes. For tools that move whole histories; a host that wants its own rows to commit with a
     * change of the ledger {@linkplain #joining(Connection) joins} its transaction.
     *
     * @param work what to do
     * @param <T> what the work yields
     * @return what the work yielded in the attempt that was committed
     * @throws io.creditledger.LedgerUnavailableException if the database did not do it as often as the ledger tried
     */
    public <T> T transact(LedgerWork<T> work) {
        Objects.requireNonNull(work, "work");
        return store.transact(work);
    }

    /**
     * Tells whether this ledger keeps {@code users.credits} equal to what is available.
     *
     * @return true if it was built so
     */
    public boolean isMirroringUserCredits() {
        return store.isMirrored();
    }

    /**
     * Returns the business numbers of this ledger.
     *
     * @return the policy
     */
    public CreditPolicy policy() {
        return policy;
    }

    /**
     * Returns the clock of this ledger.
     *
     * @return tells the time
     */
    public InstantSource clock() {
        return clock;
    }

    /**
     * Finishes the calls that wait to be committed in groups, refuses later ones, and closes the connection pool that the
     * ledger made itself, if it did. Closing twice does no harm.
     */
    @Override
    public void close() {
        drain();
        pool.close();
    }

    private CreditLedger joined(ConnectionProvider connections) {
        return new StoredLedger(store.in(new HostTransaction(connections, dialect)), policy, clock);
    }
}
