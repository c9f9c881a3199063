package io.creditledger.jdbc.legacy;

import io.creditledger.RunId;
import io.creditledger.jdbc.JdbcCreditLedger;
import java.util.Objects;
import java.util.function.Consumer;

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
     * Adopts all users that are not adopted, or goes on with a run that was interrupted. Does nothing if there is nobody to
     * adopt.
     *
     * @return what the run has adopted
     * @throws AdoptionRefusedException if a run was begun with other settings, or is being rolled back
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
     * @throws AdoptionRefusedException if a run was begun with other settings, or is being rolled back
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
     * Takes a run back: afterwards the ledger is as if it had never been, and the users can be adopted again. Whoever was
     * interrupted calls this again.
     *
     * @param run the run, finished or not
     * @return what was taken back
     * @throws RollbackRefusedException if there is no such run, or one of its accounts has lived on; nothing has changed
     *     then, unless the account lived on during the rollback itself
     * @throws io.creditledger.LedgerUnavailableException if the database failed; call again to go on
     */
    public RollbackResult rollback(RunId run) {
        Objects.requireNonNull(run, "run");
        return new AdoptionRollback(ledger, run, settings.batchSize()).rollBack();
    }
}
