package io.creditledger.jdbc;

import io.creditledger.LedgerUnavailableException;
import io.creditledger.SchemaMismatchException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The ledger's tables in the host's database.
 *
 * <p>The migrations are bundled, one folder for each database, at {@code classpath:io/creditledger/migration/}{@code h2},
 * {@code postgresql}, {@code mariadb} or {@code mysql}. Either the ledger runs them, with a history table of its own, or
 * the host adds the folder to the locations of its own Flyway:
 *
 * <pre>{@code
 * CreditSchema.of(dataSource).migrate();
 * }</pre>
 *
 * <p>Which version the tables have stands in the tables themselves ({@code credit_schema}), whoever made them.
 *
 * <p>Thread-safe. Several nodes may migrate at once: one does it, the others wait.
 */
public final class CreditSchema {
    /** The version that this release of the ledger works with. */
    public static final int VERSION = 1;

    /**
     * H2 commits definitions by itself, and with them gives up the lock that Flyway holds. Mostly it runs in the one process
     * that uses it.
     */
    private static final Lock ONE_AT_A_TIME = new ReentrantLock();

    private static final String LOCATION = "classpath:io/creditledger/migration/";
    private static final String HISTORY_TABLE = "credit_schema_history";

    private final DataSource dataSource;

    private CreditSchema(DataSource dataSource) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
    }

    /**
     * Returns the schema in a database.
     *
     * @param dataSource the database; never closed by the ledger
     * @return the schema
     */
    public static CreditSchema of(DataSource dataSource) {
        return new CreditSchema(dataSource);
    }

    /**
     * Brings the tables to the version that this ledger works with; does nothing if they have it. A migration that was
     * interrupted before is taken up again.
     *
     * @return the schema afterwards
     * @throws LedgerUnavailableException if the database cannot be reached
     * @throws org.flywaydb.core.api.FlywayException if a migration fails
     */
    public SchemaInfo migrate() {
        if (dialect() != Dialect.H2) {
            return migrateUnlocked();
        }
        ONE_AT_A_TIME.lock();
        try {
            return migrateUnlocked();
        } finally {
            ONE_AT_A_TIME.unlock();
        }
    }

    private SchemaInfo migrateUnlocked() {
        Flyway flyway = flyway();
        if (hasFailed(flyway)) {
            flyway.repair();
        }
        try {
            flyway.migrate();
        } catch (FlywayException e) {
            migrateBehindOtherNode(flyway, e);
        }
        return info();
    }

    private static boolean hasFailed(Flyway flyway) {
        return Arrays.stream(flyway.info().all())
                .anyMatch(migration -> migration.getState().isFailed());
    }

    /**
     * Of two nodes that find no history at once, both begin one, and one of them is refused. Now that there is one, it can
     * wait for the other.
     */
    private static void migrateBehindOtherNode(Flyway flyway, FlywayException refusal) {
        if (hasFailed(flyway)) {
            throw refusal;
        }
        flyway.migrate();
    }

    /**
     * Checks that the tables have the version that this ledger works with.
     *
     * @throws SchemaMismatchException if they are absent, behind or ahead; it says what to run
     * @throws LedgerUnavailableException if the database cannot be reached
     */
    public void validate() {
        SchemaInfo info = info();
        switch (info.state()) {
            case CURRENT -> {}
            case ABSENT, BEHIND ->
                throw new SchemaMismatchException(
                        VERSION,
                        info.found(),
                        "run CreditSchema.of(dataSource).migrate(), or your own Flyway with the location " + LOCATION
                                + dialect().migrationFolder());
            case AHEAD ->
                throw new SchemaMismatchException(
                        VERSION, info.found(), "run the release of the ledger that this schema was made for, or later");
        }
    }

    /**
     * Looks which version the tables have.
     *
     * @return what was found
     * @throws LedgerUnavailableException if the database cannot be reached
     */
    public SchemaInfo info() {
        try (Connection connection = dataSource.getConnection()) {
            return new SchemaInfo(VERSION, hasVersions(connection) ? version(connection) : 0);
        } catch (SQLException e) {
            throw new LedgerUnavailableException(1, true, e);
        }
    }

    Dialect dialect() {
        try (Connection connection = dataSource.getConnection()) {
            return Dialect.of(connection);
        } catch (SQLException e) {
            throw new LedgerUnavailableException(1, true, e);
        }
    }

    private Flyway flyway() {
        return Flyway.configure(CreditSchema.class.getClassLoader())
                .dataSource(dataSource)
                .locations(LOCATION + dialect().migrationFolder())
                .table(HISTORY_TABLE)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .failOnMissingLocations(true)
                .placeholderReplacement(false)
                .cleanDisabled(true)
                .load();
    }

    /** Asks the catalogue first: on PostgreSQL a query of a table that is absent would spoil a transaction. */
    private static boolean hasVersions(Connection connection) throws SQLException {
        String schema = connection.getSchema();
        for (String name : new String[] {"credit_schema", "CREDIT_SCHEMA"}) {
            try (ResultSet tables = connection.getMetaData().getTables(connection.getCatalog(), schema, name, null)) {
                if (tables.next()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet versions = statement.executeQuery("select max(version) from credit_schema")) {
            versions.next();
            return versions.getInt(1);
        }
    }
}
