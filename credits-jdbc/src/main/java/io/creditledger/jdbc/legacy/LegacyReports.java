package io.creditledger.jdbc.legacy;

import io.creditledger.AccountId;
import io.creditledger.LedgerUnavailableException;
import io.creditledger.jdbc.BalanceCheck;
import io.creditledger.jdbc.CreditReports;
import io.creditledger.jdbc.Database;
import io.creditledger.jdbc.ExpiredSummary;
import io.creditledger.jdbc.ExpiryRange;
import io.creditledger.jdbc.UnchargedTask;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * The questions that support asks of upgraded legacy tables, and the two things that it does to them. Each is a script
 * that comes along in {@code io/creditledger/legacy-support} and runs as it stands in {@code psql} and {@code mysql}; what
 * {@link CreditReports} answers of a ledger, it answers of these tables with the same records, in which an account is a
 * user, a grant is a receipt, and no debt is known.
 *
 * <pre>{@code
 * LegacyReports reports = LegacyReports.on(dataSource);
 * LegacySweep sweep = reports.expireNow();
 * List<AffectedUser> affected = reports.affectedByExpiry(20);
 * }</pre>
 *
 * <p>On these tables a receipt can be spent until a run of the expiry marks it as expired, so run it daily. Balances are
 * recalculated by the same rule.
 *
 * <p>All methods throw a {@link LedgerUnavailableException} if the database fails, after which they may be called again;
 * a {@link LegacyDatabaseException} if the tables are not upgraded; an {@link IllegalStateException} if the data source
 * hands out connections with autocommit off; and an {@link IllegalArgumentException} if a limit is not from 1 to {@value
 * CreditReports#MAX_LIMIT}, or if a user's id cannot be an account's. Thread-safe.
 */
public final class LegacyReports {
    private static final String CHECK_SCHEMA = "check-schema";
    private static final int USERS_AT_A_TIME = 1_000;

    private final SupportScripts scripts;

    private LegacyReports(SupportScripts scripts) {
        this.scripts = scripts;
    }

    /**
     * Returns the reports on legacy tables.
     *
     * @param dataSource the host's database; never closed here
     * @return the reports
     */
    public static LegacyReports on(DataSource dataSource) {
        return new LegacyReports(new SupportScripts(dataSource));
    }

    /**
     * Looks whether the columns, defaults and indexes are there that the upgrade adds. It works on tables that are not
     * upgraded, too.
     *
     * @return one element for each thing that is expected
     */
    public List<SchemaCheck> checkSchema() {
        return scripts.run(CHECK_SCHEMA, LegacyReports::schemaCheck);
    }

    /** The same, in whatever transaction a connection is in. */
    static List<SchemaCheck> checkSchema(Connection connection) throws SQLException {
        return SupportScript.named(CHECK_SCHEMA, Database.of(connection))
                .run(connection, null, LegacyReports::schemaCheck);
    }

    private static SchemaCheck schemaCheck(SupportRow row) throws SQLException {
        return new SchemaCheck(row.text("kind"), row.text("name"), row.text("expected"), row.textOrNull("found"));
    }

    /**
     * Tells how much has expired.
     *
     * @return the summary over all users
     */
    public ExpiredSummary expired() {
        return scripts.run("expired-receipts", SupportAnswers::expiredSummary).get(0);
    }

    /**
     * Tells when receipts expire.
     *
     * @return the first and the last expiry, past ones included, and how many receipts have one
     */
    public ExpiryRange expiryDates() {
        return scripts.run(
                        "expiry-dates",
                        row -> new ExpiryRange(
                                row.instantOrNull("earliest"),
                                row.instantOrNull("latest"),
                                row.number("receipts"),
                                row.number("never")))
                .get(0);
    }

    /**
     * Compares balances with what explains them. What no transaction explains is the difference.
     *
     * @param limit the greatest number of users
     * @return the users with the greatest differences first, then by their ids
     */
    public List<BalanceCheck> balances(int limit) {
        return scripts.run("balances", limited(limit), SupportAnswers::balanceCheck);
    }

    /**
     * Finds the users who lost credits because they expired.
     *
     * @param limit the greatest number of users
     * @return the users, those who lost most first, then by their ids
     */
    public List<AffectedUser> affectedByExpiry(int limit) {
        return scripts.run("affected-users", limited(limit), SupportAnswers::affectedUser);
    }

    /**
     * Finds the tasks that succeeded and were not charged.
     *
     * @param limit the greatest number of tasks
     * @return the tasks, the newest completion first
     */
    public List<UnchargedTask> unchargedTasks(int limit) {
        return scripts.run("uncharged-tasks", limited(limit), SupportAnswers::unchargedTask);
    }

    /**
     * Recalculates one user's balance and stores nothing.
     *
     * @param user the user
     * @return the recalculated balance beside the stored one; empty if there is no such user
     */
    public Optional<RecalculatedBalance> recalculate(AccountId user) {
        return scripts.runForUser("recalculate", user, SupportAnswers::recalculation).stream()
                .flatMap(List::stream)
                .filter(found -> found.account().equals(user))
                .findFirst();
    }

    /**
     * Stores one user's recalculated balance. A user whom neither the upgrade nor the expiry has seen is left alone,
     * because what such a user began with is told by no transaction; so is one who was adopted into a ledger.
     *
     * @param user the user
     * @return the recalculated balance beside what is stored afterwards; empty if there is no such user
     */
    public Optional<RecalculatedBalance> storeRecalculated(AccountId user) {
        if (recalculate(user).filter(RecalculatedBalance::isKnown).isPresent()) {
            scripts.runForUser("store-recalculated", user, row -> row.number("credits_after"));
        }
        return recalculate(user);
    }

    /** Runs the expiry now, some thousand users at a time; see {@link #expireNow(int)}. */
    public LegacySweep expireNow() {
        return expireNow(USERS_AT_A_TIME);
    }

    /**
     * Runs the expiry now: receipts without an expiry date get one, those that are due are marked as expired, and what was
     * still unspent of them is taken off their users' balances, by their balances and by their transactions, whichever is
     * less. Users who were adopted into a ledger are left alone. Run twice, it finds nothing the second time. The product may
     * go on meanwhile, and several nodes may run it at once.
     *
     * @param usersAtATime how many users are locked and dealt with in one transaction
     * @return what all transactions together have done
     * @throws IllegalArgumentException if the number is not from 1 to {@value CreditReports#MAX_LIMIT}
     */
    public LegacySweep expireNow(int usersAtATime) {
        requireWithin("usersAtATime", usersAtATime);
        LegacySweep sweep = LegacySweep.NOTHING;
        Batch batch;
        do {
            batch = scripts.run("expire-now", script -> script.with("users", usersAtATime), Batch::of)
                    .get(0);
            sweep = sweep.plus(batch.done());
        } while (batch.mayHaveSuccessor());
        return sweep;
    }

    /** What one transaction has done, and for how many users there is still something to do. */
    private record Batch(LegacySweep done, long usersLeft) {
        static Batch of(SupportRow row) throws SQLException {
            return new Batch(
                    new LegacySweep(row.number("users"), row.number("receipts"), row.credits("expired")),
                    row.number("users_left"));
        }

        boolean mayHaveSuccessor() {
            return done.users() > 0 && usersLeft > 0;
        }
    }

    private static UnaryOperator<SupportScript> limited(int limit) {
        requireWithin("limit", limit);
        return script -> script.with("limit", limit);
    }

    private static void requireWithin(String what, int number) {
        if (number < 1 || number > CreditReports.MAX_LIMIT) {
            throw new IllegalArgumentException(
                    what + " must be from 1 to " + CreditReports.MAX_LIMIT + ", but was " + number);
        }
    }
}
