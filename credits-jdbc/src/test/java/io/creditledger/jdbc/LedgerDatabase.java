package io.creditledger.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.creditledger.AccountId;
import io.creditledger.ChargeCredits;
import io.creditledger.CreditPolicy;
import io.creditledger.Credits;
import io.creditledger.GrantCredits;
import io.creditledger.IdempotencyKey;
import io.creditledger.spi.CreditStore;
import io.creditledger.testkit.SettableClock;
import io.creditledger.testkit.contract.LedgerInvariants;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import javax.sql.DataSource;

/**
 * A host's database: the ledger's tables, and a table {@code host_order} of the host. There is one for each server, kept
 * for the whole run.
 */
public final class LedgerDatabase {
    public static final AccountId ALICE = AccountId.of("alice");
    public static final AccountId BOB = AccountId.of("bob");
    public static final CreditPolicy POLICY =
            CreditPolicy.builder().signUpCredits(Credits.ZERO).build();
    static final Backoff IMPATIENT = new Backoff(5, Duration.ofNanos(1_000), Duration.ofSeconds(30));

    private static final Map<TestDatabase, LedgerDatabase> KEPT = new EnumMap<>(TestDatabase.class);

    public final SettableClock clock = SettableClock.at("2026-01-15T10:00:00Z");
    private final TestDatabase server;
    private final HikariDataSource dataSource;

    private LedgerDatabase(TestDatabase server) {
        this.server = server;
        dataSource = server.newDatabase();
        CreditSchema.of(dataSource).migrate();
        TestDatabase.execute(
                dataSource, "create table host_order (id varchar(64) not null primary key, credits bigint not null)");
    }

    /** Returns the database on this server, without any rows. */
    public static synchronized LedgerDatabase emptied(TestDatabase server) {
        LedgerDatabase database = KEPT.computeIfAbsent(server, LedgerDatabase::new);
        database.clock.set("2026-01-15T10:00:00Z");
        TestDatabase.execute(
                database.dataSource,
                "delete from host_order",
                "delete from credit_entry",
                "delete from credit_grant",
                "delete from credit_task",
                "delete from credit_account",
                "delete from credit_adopted_account",
                "delete from credit_adoption_refusal",
                "delete from credit_adoption");
        return database;
    }

    TestDatabase server() {
        return server;
    }

    public HikariDataSource dataSource() {
        return dataSource;
    }

    Dialect dialect() {
        return Dialect.valueOf(server.name());
    }

    public JdbcCreditLedger ledger() {
        return JdbcCreditLedger.on(dataSource).policy(POLICY).clock(clock).build();
    }

    JdbcCreditLedger ledgerWithSignUp() {
        return JdbcCreditLedger.on(dataSource).clock(clock).build();
    }

    /** A ledger that does not make the test wait when it tries again. */
    JdbcCreditLedger impatientLedger(DataSource connections) {
        return impatientLedger(connections, clock);
    }

    JdbcCreditLedger impatientLedger(DataSource connections, InstantSource time) {
        Transactions transactions = OwnTransactions.on(connections, dialect(), false, IMPATIENT);
        Pool pool = new Pool(connections, () -> {});
        return new JdbcCreditLedger(new JdbcStore(transactions, dialect()), dialect(), POLICY, time, null, pool);
    }

    public CreditStore store() {
        return new JdbcStore(OwnTransactions.on(dataSource, dialect(), false, Backoff.DEFAULT), dialect());
    }

    public void assertInvariants() {
        LedgerInvariants.assertHold(store());
    }

    /** Work in a transaction of the host. */
    interface HostWork<T> {
        T in(Connection transaction) throws SQLException;
    }

    /** Does work in a transaction of the host, which commits when the work ends well and else rolls back. */
    <T> T inHostTransaction(HostWork<T> work) {
        try (Connection connection = hostTransaction()) {
            boolean done = false;
            try {
                T result = work.in(connection);
                connection.commit();
                done = true;
                return result;
            } finally {
                if (!done) {
                    connection.rollback();
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Connection hostTransaction() throws SQLException {
        Connection connection = dataSource.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    long orders() {
        return count("select count(*) from host_order");
    }

    /** How many sessions of this database wait for a lock. */
    public long lockWaits() {
        return count(server.countOfLockWaits());
    }

    void awaitLockWait() {
        Await.until("a session waits for a lock", () -> lockWaits() > 0);
    }

    /** Ends the sessions that wait for a lock, as a restart of the server would. */
    void killLockWaiters() {
        awaitLockWait();
        TestDatabase.execute(dataSource, server.killing(count(server.sessionsAtWork())));
    }

    public long count(String query) {
        try (Connection connection = dataSource.getConnection()) {
            return count(connection, query);
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    static long count(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    static void placeOrder(Connection connection, String id, long credits) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into host_order values (?, ?)")) {
            insert.setString(1, id);
            insert.setLong(2, credits);
            insert.executeUpdate();
        }
    }

    static GrantCredits grantOf(AccountId account, long credits, String key) {
        return GrantCredits.of(account, Credits.of(credits), "purchase", IdempotencyKey.of(key));
    }

    static ChargeCredits chargeOf(AccountId account, long credits, String key) {
        return ChargeCredits.of(account, Credits.of(credits), IdempotencyKey.of(key));
    }
}
