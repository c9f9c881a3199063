package io.creditledger.jdbc.legacy;

import io.creditledger.RunId;
import io.creditledger.jdbc.JdbcCreditLedger;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings users of a legacy database into a ledger on the same database: each user becomes an account, each receipt a grant,
 * each spending a charge with its allocations.
 *
 * <pre>{@code
 * LegacyAdoption adoption = LegacyAdoption.into(ledger, AdoptionSettings.adjusting());
 * AdoptionResult result = adoption.adopt(progress -> log.info("{} users", progress.usersDone()));
 * }</pre>
 *
 * <p>Users are adopted in batches, each of which is one transaction. Whoever was interrupted, by whatever, calls {@link
 * #adopt()} again: it goes on where it was. Several nodes may adopt at once; they take turns. The ledger's pool must have
 * two connections for each of them: one reads while the other writes.
 *
 * <p>Thread-safe.
 */
public final class LegacyAdoption {
    private final JdbcCreditLedger ledger;
    private final AdoptionSettings settings;

    private LegacyAdoption(JdbcCreditLedger ledger, AdoptionSettings settings) {
        this.ledger = ledger;
        this.settings = settings;
    }

    /**
     * Returns the adoption into a ledger.
     *
     * @param ledger the ledger, whose database has the legacy tables in the same schema
     * @param settings what becomes of differences, and how the tables are to be read
     * @return the adoption
     */
    public static LegacyAdoption into(JdbcCreditLedger ledger, AdoptionSettings settings) {
        Objects.requireNonNull(ledger, "ledger");
        Objects.requireNonNull(settings, "settings");
        return new LegacyAdoption(ledger, settings);
    }

    /**
     * Finds out what adopting would change, without changing anything: reads everything, writes nothing.
     *
     * @return the plan, with lists of the default length
     * @throws LegacyDatabaseException if the legacy tables cannot be worked with
     * @throws io.creditledger.LedgerUnavailableException if the database failed
     */
    public AdoptionPlan plan() {
        return plan(ReportLimits.defaults(), null);
    }

    /**
     * Finds out what adopting would change, like {@link #plan()}, and writes a line for every user as CSV on the way:
     * RFC 4180 with a heading, in UTF-8 if {@code csv} is a writer of it. Text that a spreadsheet would take for a formula is
     * given an apostrophe in front.
     *
     * <pre>{@code
     * try (Writer csv = Files.newBufferedWriter(Path.of("plan.csv"))) {
     *     AdoptionPlan plan = adoption.plan(ReportLimits.defaults(), csv);
     *     System.out.print(plan.text());
     * }
     * }</pre>
     *
     * <p>Users are read in batches. Where the host goes on selling meanwhile, each user's numbers are of the instant at which
     * the user was read.
     *
     * @param lists how long the lists of the plan may be
     * @param csv where the lines go; null: nowhere
     * @return the plan
     * @throws LegacyDatabaseException if the legacy tables cannot be worked with
     * @throws io.creditledger.LedgerUnavailableException if the database failed
     * @throws java.io.UncheckedIOException if a line could not be written
     */
    public AdoptionPlan plan(ReportLimits lists, @Nullable Appendable csv) {
        Objects.requireNonNull(lists, "lists");
        return Planning.in(ledger, settings, lists, csv).plan();
    }

    /**
     * Adopts all users that are not adopted, or goes on with a run that was interrupted. Does nothing if there is nobody to
     * adopt.
     *
     * <p>A ledger that {@linkplain JdbcCreditLedger#isMirroringUserCredits() mirrors} sets {@code users.credits} to what is
     * available, in the transaction that adopts the user. One that does not leaves the column as it was, also where credits
     * expire or are adjusted by the adoption.
     *
     * <p>A user whose {@code users.credits} is NULL has no difference, and is neither adjusted nor refused for one: the
     * account gets what the transactions leave. The {@linkplain #plan() plan} lists such users among the dirty rows.
     *
     * @return what the run has adopted
     * @throws AdoptionRefusedException if a run was begun with other settings or by a ledger that mirrors where this one
     *     does not, or the other way round, or is being rolled back, or receipts are due that no run of the expiry has
     *     taken off the balances
     * @throws LegacyDatabaseException if the legacy tables cannot be worked with
     * @throws io.creditledger.LedgerUnavailableException if the database failed; call again to go on
     */
    public AdoptionResult adopt() {
        return adopt(progress -> {});
    }

    /**
     * Adopts all users that are not adopted, like {@link #adopt()}, and tells how far it has come.
     *
     * @param progress is told after each batch, when it is durable; if it throws, the adoption stops there
     * @return what the run has adopted
     * @throws AdoptionRefusedException if a run was begun with other settings or by a ledger that mirrors where this one
     *     does not, or the other way round, or is being rolled back, or receipts are due that no run of the expiry has
     *     taken off the balances
     * @throws LegacyDatabaseException if the legacy tables cannot be worked with
     * @throws io.creditledger.LedgerUnavailableException if the database failed; call again to go on
     */
    public AdoptionResult adopt(Consumer<AdoptionProgress> progress) {
        Objects.requireNonNull(progress, "progress");
        AdoptionBeginning beginning = new AdoptionBeginning(ledger, settings);
        AdoptionBeginning.Begun begun = ledger.transact((sql, store) -> beginning.begin(sql));
        if (begun.run() == null) {
            return ledger.transact((sql, store) -> new AdoptionSummary(sql, begun.reader()).ofNothing());
        }
        AdoptionSteps steps = new AdoptionSteps(ledger, settings, begun.reader(), begun.run());
        AdoptionSteps.Step step = steps.next();
        while (step.result() == null) {
            progress.accept(step.progress());
            step = steps.next();
        }
        return step.result();
    }

    /**
     * Verifies what all runs have adopted, against the legacy rows and within the ledger. Reads everything, writes nothing;
     * accounts that look wrong are locked for a moment, to be looked at again.
     *
     * <p>Where a run has set {@code users.credits}, the column is compared with what is available: of accounts that have
     * lived on only if this ledger mirrors as well, and of none from which credits have come or gone since its last change,
     * which the next one, or the sweep, will bring into the column.
     *
     * <p>It reckons by the zone, the tier and the statuses of these settings, and by the months of the ledger's policy, which
     * must be those of the adoption.
     *
     * @return what was verified, with lists of the default length
     * @throws LegacyDatabaseException if the legacy tables cannot be worked with
     * @throws io.creditledger.LedgerUnavailableException if the database failed
     */
    public Verification verify() {
        return verify(ReportLimits.defaults());
    }

    /**
     * Verifies what all runs have adopted, like {@link #verify()}.
     *
     * @param lists how many samples are kept of what is wrong
     * @return what was verified
     * @throws LegacyDatabaseException if the legacy tables cannot be worked with
     * @throws io.creditledger.LedgerUnavailableException if the database failed
     */
    public Verification verify(ReportLimits lists) {
        Objects.requireNonNull(lists, "lists");
        return new Verifying(ledger, settings, lists).verify();
    }

    /**
     * Takes a run back: afterwards the ledger is as if it had never been, and the users can be adopted again. Whoever was
     * interrupted calls this again.
     *
     * <p>If the ledger that adopted kept {@code users.credits} equal to what is available, the balances become what they were
     * as well, whether or not this ledger does so. A balance that somebody else has written since is left alone.
     *
     * @param run the run, finished or not
     * @return what was taken back
     * @throws RollbackRefusedException if there is no such run, another run is not done, or one of the accounts has lived
     *     on; nothing has changed then, unless the account lived on during the rollback itself
     * @throws LegacyDatabaseException if balances are to be set, and the legacy tables cannot be worked with
     * @throws io.creditledger.LedgerUnavailableException if the database failed; call again to go on
     */
    public RollbackResult rollback(RunId run) {
        Objects.requireNonNull(run, "run");
        return new AdoptionRollback(ledger, run, settings.batchSize()).rollBack();
    }
}
