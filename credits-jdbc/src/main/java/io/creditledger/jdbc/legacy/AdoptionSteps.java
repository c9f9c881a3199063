package io.creditledger.jdbc.legacy;

import io.creditledger.LedgerTime;
import io.creditledger.RunId;
import io.creditledger.jdbc.JdbcCreditLedger;
import io.creditledger.spi.StoreTransaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Goes on with a run, batch by batch. Whoever else does the same waits for the batch at hand and takes the next one. */
final class AdoptionSteps {
    private final JdbcCreditLedger ledger;
    private final AdoptionSettings settings;
    private final LegacyReader reader;
    private final RunId id;

    AdoptionSteps(JdbcCreditLedger ledger, AdoptionSettings settings, LegacyReader reader, RunId id) {
        this.ledger = ledger;
        this.settings = settings;
        this.reader = reader;
        this.id = id;
    }

    /**
     * What a transaction has come to.
     *
     * @param progress how far the run has come
     * @param result what it has adopted; null: it is not done
     */
    record Step(AdoptionProgress progress, @Nullable AdoptionResult result) {}

    /** Carries a failure of the reading connection past the writing one's attempts. */
    private static final class ReadingFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient LegacyReadException failure;

        private ReadingFailed(LegacyReadException failure) {
            super(failure);
            this.failure = failure;
        }
    }

    /**
     * Adopts a batch, or finishes the run. One connection reads while another writes, as most drivers cannot hand on rows
     * and execute something else in between. If the reading one fails, both begin again.
     */
    Step next() {
        return ledger.transact((reading, unused) -> {
            try {
                return ledger.transact((sql, store) -> next(sql, store, reader.on(reading)));
            } catch (ReadingFailed e) {
                throw e.failure;
            }
        });
    }

    private Step next(DSLContext sql, StoreTransaction store, LegacyReader apart) {
        AdoptionRuns runs = new AdoptionRuns(sql);
        Optional<AdoptionRun> locked = runs.lock(id);
        if (locked.isEmpty()) {
            return new Step(new AdoptionProgress(id, 0, 0, 0), new AdoptionSummary(sql, reader).ofNothing());
        }
        AdoptionRun run = locked.get();
        List<LegacyUser> users = lockUsers(sql, run);
        if (users.isEmpty()) {
            return finish(run, runs, new AdoptionSummary(sql, reader).of(id));
        }
        AdoptionBatch batch = new AdoptionBatch(terms(run), run.isMirrored(), sql, store);
        long transactions = adopt(batch, users, apart);
        if (run.isMirrored()) {
            new LegacyBalances(sql, reader.tables()).restore(batch.takenBack());
        }
        AdoptionRun next = run.after(users.get(users.size() - 1).id(), users.size(), transactions);
        runs.advance(next);
        return new Step(next.progress(), null);
    }

    private List<LegacyUser> lockUsers(DSLContext sql, AdoptionRun run) {
        return switch (run.state()) {
            case RUNNING -> reader.on(sql).lockUsers(run.lastUser(), reader.batchSize(settings, run.usersTotal()));
            case DONE -> List.of();
            case ROLLING_BACK ->
                throw new AdoptionRefusedException("run " + id + " was being adopted, but is now being rolled back");
        };
    }

    private AdoptionTerms terms(AdoptionRun run) {
        Instant now = LedgerTime.cut(ledger.clock().instant());
        Instant atLeast = run.cutover().isAfter(run.startedAt()) ? run.cutover() : run.startedAt();
        return new AdoptionTerms(
                ledger.policy(),
                settings,
                id,
                run.cutover(),
                run.isUpgraded(),
                atLeast,
                now.isBefore(atLeast) ? atLeast : now);
    }

    private static long adopt(AdoptionBatch batch, List<LegacyUser> users, LegacyReader apart) {
        try {
            return batch.adopt(users, apart);
        } catch (LegacyReadException e) {
            throw new ReadingFailed(e);
        }
    }

    /** Of a run that has adopted nobody nothing stays. */
    private Step finish(AdoptionRun run, AdoptionRuns runs, AdoptionResult result) {
        if (result.run() == null) {
            runs.delete(id);
        } else if (run.state() == AdoptionRun.State.RUNNING) {
            runs.finish(id, LedgerTime.cut(ledger.clock().instant()));
        }
        return new Step(run.progress(), result);
    }
}
