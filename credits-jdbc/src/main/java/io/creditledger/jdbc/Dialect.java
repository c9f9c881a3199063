package io.creditledger.jdbc;

import static io.creditledger.jdbc.schema.Tables.CREDIT_ACCOUNT;
import static io.creditledger.jdbc.schema.Tables.CREDIT_GRANT;
import static org.jooq.impl.DSL.field;

import io.creditledger.ConsumptionOrder;
import io.creditledger.spi.Account;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jooq.InsertValuesStepN;
import org.jooq.OrderField;
import org.jooq.SQLDialect;
import org.jooq.conf.RenderNameCase;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.conf.ThrowExceptions;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;

/** What differs between the databases. Everything else is the same SQL. */
enum Dialect {
    H2(SQLDialect.H2),
    POSTGRESQL(SQLDialect.POSTGRES),
    MARIADB(SQLDialect.MARIADB),
    MYSQL(SQLDialect.MYSQL);

    /** Serialization failures and deadlocks; what follows them is a rollback, and the same work may succeed then. */
    private static final Set<String> CONTENTION = Set.of("40001", "40P01", "55P03", "HYT00", "HYT01");

    /** PostgreSQL's words for a server that goes down, starts up, or has no room for another connection. */
    private static final Set<String> INTERRUPTION = Set.of("57P01", "57P02", "57P03", "53300");

    /**
     * H2's words for a connection that broke and for a database that was closed or is just being closed. H2 closes a
     * database in a file when a thread that works on it is interrupted; the next connection opens it again. What other
     * threads hear of it depends on where it finds them, a general error included.
     */
    private static final Set<Integer> H2_CLOSED = Set.of(50000, 90007, 90020, 90028, 90031, 90067, 90098, 90121);

    private static final int H2_CONCURRENT_UPDATE = 90131;
    private static final int MYSQL_LOCK_WAIT_TIMEOUT = 1205;
    private static final int MYSQL_DEADLOCK = 1213;

    private final SQLDialect sqlDialect;

    Dialect(SQLDialect sqlDialect) {
        this.sqlDialect = sqlDialect;
    }

    static Dialect of(Connection connection) throws SQLException {
        return of(Database.of(connection));
    }

    static Dialect of(Database database) {
        return valueOf(database.name());
    }

    /** The folder of this database's migrations, below the common one. */
    String migrationFolder() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * A configuration of the ledger's own: explicit settings keep a host's global ones out. Names are rendered in lower
     * case and without quotes, which names the same tables on all databases.
     */
    Configuration configuration() {
        Settings settings = new Settings()
                .withExecuteLogging(false)
                .withRenderSchema(false)
                .withRenderCatalog(false)
                .withRenderNameCase(RenderNameCase.LOWER)
                .withRenderQuotedNames(RenderQuotedNames.NEVER)
                .withFetchWarnings(false)
                .withThrowExceptions(ThrowExceptions.THROW_FIRST);
        return new DefaultConfiguration().set(sqlDialect).set(settings);
    }

    /** Whether a read in a transaction above READ COMMITTED may be older than a lock that it has taken. */
    boolean readsBehindLocks() {
        return this == MARIADB || this == MYSQL;
    }

    /**
     * Whether a transaction above READ COMMITTED is refused the lock of a row that has changed since its snapshot. Then its
     * isolation level matters for speed alone. To ask for it each time would cost PostgreSQL a round trip.
     */
    boolean refusesOldSnapshots() {
        return this == POSTGRESQL;
    }

    /**
     * Whether a host's transaction may run above READ COMMITTED. PostgreSQL refuses the lock if the snapshot is too old;
     * MariaDB and MySQL read what is locked with locks. H2 would silently read the old snapshot.
     */
    boolean allowsSnapshots() {
        return refusesOldSnapshots() || readsBehindLocks();
    }

    /** Whether the driver sends several statements at once, so that reads can go with the locks before them. */
    boolean sendsSeveralStatements() {
        return this == POSTGRESQL;
    }

    /** PostgreSQL has a lock that does not stand in the way of foreign keys which a host may point at accounts. */
    AccountLocks accountLocks() {
        return this == POSTGRESQL ? AccountLocks.OF_POSTGRESQL : AccountLocks.OF_OTHERS;
    }

    /** Whether texts that differ may be equal: to most collations {@code Alice} is {@code alice}. */
    boolean comparesLoosely() {
        return this == MARIADB || this == MYSQL;
    }

    /** The consumption order, such that the database can read it off an index. */
    List<OrderField<?>> orderBy(ConsumptionOrder order) {
        if (order == ConsumptionOrder.OLDEST_GRANT_FIRST) {
            return List.of(CREDIT_GRANT.GRANT_NO);
        }
        return switch (this) {
            case H2, POSTGRESQL ->
                List.of(CREDIT_GRANT.PRIORITY, CREDIT_GRANT.EXPIRES_AT.asc().nullsLast(), CREDIT_GRANT.GRANT_NO);
            case MARIADB, MYSQL ->
                List.of(
                        CREDIT_GRANT.PRIORITY,
                        field(DSL.name("never_expires")),
                        CREDIT_GRANT.EXPIRES_AT,
                        CREDIT_GRANT.GRANT_NO);
        };
    }

    /** How values go into plain statements. */
    RowParameters rowParameters() {
        return new RowParameters(sqlDialect);
    }

    /** Whether all that a transaction changes can be one statement, whose parts depend on each other. */
    boolean writesInOneStatement() {
        return this == POSTGRESQL;
    }

    /** How rows are written. */
    RowWriter rowWriter() {
        return switch (this) {
            case POSTGRESQL -> new UnitedWrites(rowParameters());
            case MARIADB, MYSQL -> new SeparateWrites(rowParameters(), new ListedRows(rowParameters()));
            case H2 -> new SeparateWrites(rowParameters(), new BatchedRows(rowParameters()));
        };
    }

    /** How what is demanded of some accounts is read. */
    DemandReads demandReads(Session session) {
        return this == POSTGRESQL
                ? new UnnestedReads(session)
                : new UnitedReads(new DemandSelects(session.sql(), this), session.readsBehindLocks());
    }

    /** Inserts a row for each account that has none, waiting for whoever is inserting the same row. */
    void insertIfAbsent(DSLContext sql, Collection<Account> accounts) {
        switch (this) {
            case POSTGRESQL -> insert(sql, accounts).onConflictDoNothing().execute();
            case MARIADB, MYSQL ->
                insert(sql, accounts)
                        .onDuplicateKeyUpdate()
                        .set(CREDIT_ACCOUNT.ACCOUNT_ID, CREDIT_ACCOUNT.ACCOUNT_ID)
                        .execute();
            case H2 -> accounts.forEach(account -> insertUnlessDuplicate(sql, account));
        }
    }

    /** H2 has no insert that ignores duplicates under concurrency; a refused insert leaves its transaction as it was. */
    private void insertUnlessDuplicate(DSLContext sql, Account account) {
        if (sql.fetchExists(
                CREDIT_ACCOUNT, CREDIT_ACCOUNT.ACCOUNT_ID.eq(account.id().value()))) {
            return;
        }
        try {
            insert(sql, List.of(account)).execute();
        } catch (IntegrityConstraintViolationException e) {
            if (!"23505".equals(e.sqlState())) {
                throw e;
            }
        }
    }

    private static InsertValuesStepN<?> insert(DSLContext sql, Collection<Account> accounts) {
        return sql.insertInto(CREDIT_ACCOUNT, AccountRows.FIELDS)
                .valuesOfRows(accounts.stream().map(AccountRows::toRow).toList());
    }

    /** Whether the same work may succeed when it is done again from the beginning. */
    boolean isTransient(SQLException failure) {
        return isDisconnection(failure)
                || CONTENTION.contains(state(failure))
                || (readsBehindLocks() && isMySqlContention(failure.getErrorCode()))
                || (this == H2 && failure.getErrorCode() == H2_CONCURRENT_UPDATE);
    }

    /** Whether there is no connection any more, or none to be had for now. */
    boolean isDisconnection(SQLException failure) {
        return state(failure).startsWith("08") || INTERRUPTION.contains(state(failure)) || closesConnection(failure);
    }

    private static String state(SQLException failure) {
        return failure.getSQLState() == null ? "" : failure.getSQLState();
    }

    /** Whether a pool must not hand out the connection again, although its general rules do not say so. */
    boolean closesConnection(SQLException failure) {
        return this == H2 && H2_CLOSED.contains(failure.getErrorCode());
    }

    private static boolean isMySqlContention(int code) {
        return code == MYSQL_LOCK_WAIT_TIMEOUT || code == MYSQL_DEADLOCK;
    }
}
