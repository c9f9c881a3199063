package io.creditledger.jdbc.legacy;

import io.creditledger.LedgerTime;
import io.creditledger.jdbc.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Gives the credits in a host's own tables an expiry, in place, and takes that back.
 *
 * <p>The tables are {@code users}, {@code credit_transactions} and {@code tasks} of the connection's schema. They gain
 * columns and indexes, received credits get an expiry, and balances are calculated anew; what each was is kept in {@code
 * credit_upgrade_balance}.
 *
 * <pre>{@code
 * LegacyUpgrade.of(dataSource)
 *         .with(UpgradeSettings.DEFAULTS.zone(ZoneId.of("Asia/Shanghai")))
 *         .apply(progress -> log.info("{} of {} users", progress.usersDone(), progress.users()));
 * }</pre>
 *
 * <p>This runs the script {@code io/creditledger/legacy/}{@code postgresql}, {@code mysql} (MariaDB, too) or {@code
 * h2}{@code /V20250930__expiring_credits.sql}, which a host's own Flyway, {@code psql} or {@code mysql} can run as well. It
 * may be run again, after it was done and after it was interrupted at any point; several nodes may run it at once, of which
 * one does it and the others wait. Users are moved in batches, one transaction each, beside the host's own transactions; on
 * H2 all in one transaction, and there the product must not write while a table gains columns, because H2 replaces it.
 *
 * <p>Immutable; as thread-safe as the data source. One on a connection is for one thread.
 */
public final class LegacyUpgrade {
    private final ConnectionSource source;
    private final UpgradeSettings settings;

    private LegacyUpgrade(ConnectionSource source, UpgradeSettings settings) {
        this.source = source;
        this.settings = settings;
    }

    /**
     * Returns the upgrade of a database, with the default settings.
     *
     * @param dataSource the database; its connections must come with autocommit on. It is never closed by the ledger
     * @return the upgrade
     */
    public static LegacyUpgrade of(DataSource dataSource) {
        Objects.requireNonNull(dataSource, "dataSource");
        return new LegacyUpgrade(new ConnectionSource(dataSource::getConnection, true), UpgradeSettings.DEFAULTS);
    }

    /**
     * Returns the upgrade of a database, with the default settings.
     *
     * @param connection a connection to the database with autocommit on; it stays open
     * @return the upgrade
     */
    public static LegacyUpgrade of(Connection connection) {
        Objects.requireNonNull(connection, "connection");
        return new LegacyUpgrade(new ConnectionSource(() -> connection, false), UpgradeSettings.DEFAULTS);
    }

    /**
     * Returns this upgrade with other settings.
     *
     * @param value the settings
     * @return the changed upgrade
     */
    public LegacyUpgrade with(UpgradeSettings value) {
        return new LegacyUpgrade(source, Objects.requireNonNull(value, "value"));
    }

    /**
     * Finds out what the upgrade would change, without changing anything: reads everything, writes nothing. Where the
     * settings name no cutover, it counts as now.
     *
     * @return the plan, with lists of the default length
     * @throws LegacyDatabaseException if the tables are absent, lack columns or have columns of other types, or if an upgrade
     *     has begun and is not finished
     * @throws IllegalStateException if autocommit is off
     * @throws LegacyUpgradeException if the database fails
     */
    public AdoptionPlan plan() {
        return plan(ReportLimits.defaults(), null);
    }

    /**
     * Finds out what the upgrade would change, like {@link #plan()}, and writes a line for every user as CSV on the way, as
     * {@link LegacyAdoption#plan(ReportLimits, Appendable)} does.
     *
     * @param lists how long the lists of the plan may be
     * @param csv where the lines go; null: nowhere
     * @return the plan
     * @throws LegacyDatabaseException if the tables are absent, lack columns or have columns of other types, or if an upgrade
     *     has begun and is not finished
     * @throws IllegalStateException if autocommit is off
     * @throws LegacyUpgradeException if the database fails
     * @throws java.io.UncheckedIOException if a line could not be written
     */
    public AdoptionPlan plan(ReportLimits lists, @Nullable Appendable csv) {
        Objects.requireNonNull(lists, "lists");
        ReadingTransactions database = new ReadingTransactions(source, "the plan of the upgrade");
        return Planning.before(database, settings, now(), lists, csv).plan();
    }

    /**
     * Verifies a finished upgrade: the columns, defaults and indexes, what became of each user's credits, and the expiries.
     * Reads everything, writes nothing. The settings play no part.
     *
     * @return what was verified, with lists of the default length
     * @throws IllegalStateException if autocommit is off, or if there is no finished upgrade
     * @throws LegacyDatabaseException if the tables cannot be worked with
     * @throws LegacyUpgradeException if the database fails
     */
    public Verification verify() {
        return verify(ReportLimits.defaults());
    }

    /**
     * Verifies a finished upgrade, like {@link #verify()}.
     *
     * @param lists how many samples are kept of what is wrong
     * @return what was verified
     * @throws IllegalStateException if autocommit is off, or if there is no finished upgrade
     * @throws LegacyDatabaseException if the tables cannot be worked with
     * @throws LegacyUpgradeException if the database fails
     */
    public Verification verify(ReportLimits lists) {
        Objects.requireNonNull(lists, "lists");
        UpgradeState state = state();
        if (!(state instanceof UpgradeState.Done done)) {
            throw new IllegalStateException("a finished upgrade can be verified, but this one is " + state);
        }
        ReadingTransactions database = new ReadingTransactions(source, "the verification of the upgrade");
        return new UpgradeVerifying(database, done.settings(), now(), lists).verify();
    }

    private static Instant now() {
        return LedgerTime.cut(InstantSource.system().instant());
    }

    /**
     * Upgrades the database, or goes on with what was interrupted. What is done is not done again: balances are calculated
     * once, and receipts that came since without an expiry get one.
     *
     * <p>The product may go on meanwhile, but for H2, if it writes a row of {@code credit_transactions} and the change of
     * {@code users.credits} in one transaction, and changes the balance by an amount, or locks the user before it reads what it
     * then sets. Else stop it: a user who is moved between the two is credited twice, or loses credits.
     *
     * @return the finished upgrade
     * @throws LegacyDatabaseException if the tables are absent, lack columns or have columns of other types
     * @throws IllegalStateException if autocommit is off, or if the upgrade was begun with other settings
     * @throws LegacyUpgradeException if the database fails
     */
    public UpgradeState.Done apply() {
        return apply(progress -> {});
    }

    /**
     * Upgrades the database as {@link #apply()} does, and tells how far it is.
     *
     * @param progress told after each batch of users that was committed; what it throws ends the upgrade
     * @return the finished upgrade
     * @throws LegacyDatabaseException if the tables are absent, lack columns or have columns of other types
     * @throws IllegalStateException if autocommit is off, or if the upgrade was begun with other settings
     * @throws LegacyUpgradeException if the database fails
     */
    public UpgradeState.Done apply(Consumer<UpgradeProgress> progress) {
        Objects.requireNonNull(progress, "progress");
        return alone("the upgrade", (connection, database) -> {
            UpgradeColumns.requireFitting(database, LegacyTables.of(connection).transactions());
            return new UpgradeRun(connection, database, settings, progress).apply();
        });
    }

    /**
     * Takes the upgrade back: drops the columns and indexes that it has added, sets the default of {@code users.credits}
     * to 10, and gives each user the balance from before, plus what was received and less what was spent since. Does nothing
     * where there was no upgrade. The settings play no part.
     *
     * @throws IllegalStateException if autocommit is off
     * @throws LegacyUpgradeException if the database fails; run it again then
     */
    public void rollback() {
        alone("the rollback", (connection, database) -> {
            Statements.execute(connection, LegacyScript.rollback(database).statements());
            return new UpgradeState.NotUpgraded();
        });
    }

    /**
     * Looks whether the database was upgraded. The settings play no part.
     *
     * @return what was found
     * @throws LegacyUpgradeException if the database fails
     */
    public UpgradeState state() {
        try {
            return source.with(connection -> UpgradeRun.state(connection, Database.of(connection)));
        } catch (SQLException e) {
            throw new LegacyUpgradeException("the look at the upgrade", e);
        }
    }

    private interface UpgradeWork<T> {
        T on(Connection connection, Database database) throws SQLException;
    }

    private <T> T alone(String what, UpgradeWork<T> work) {
        try {
            return source.with(connection -> {
                requireAutoCommit(connection);
                Database database = Database.of(connection);
                return UpgradeLock.of(database).holding(connection, () -> work.on(connection, database));
            });
        } catch (SQLException e) {
            throw new LegacyUpgradeException(what, e);
        }
    }

    private static void requireAutoCommit(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            throw new IllegalStateException(
                    "the upgrade commits batch by batch and needs a connection with autocommit on,"
                            + " but this one has it off and may be in a transaction of the host");
        }
    }
}
