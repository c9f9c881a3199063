package io.creditledger.jdbc.legacy;

import static io.creditledger.jdbc.schema.Tables.CREDIT_ADOPTION;
import static io.creditledger.jdbc.schema.Tables.CREDIT_ADOPTION_REFUSAL;

import io.creditledger.RunId;
import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;

/** The runs that there are, in one transaction. */
final class AdoptionRuns {
    private final DSLContext sql;

    AdoptionRuns(DSLContext sql) {
        this.sql = sql;
    }

    /** Lets one transaction at a time begin a run, or its rollback. The row is there as long as the ledger's tables are. */
    void lockBeginning() {
        sql.fetch("select version from credit_schema order by version for update");
    }

    /** Finds the run that is not done; there is one at most. */
    Optional<AdoptionRun> unfinished() {
        return sql.selectFrom(CREDIT_ADOPTION)
                .where(CREDIT_ADOPTION.STATE.ne(AdoptionRun.State.DONE.name()))
                .fetchOptional(AdoptionRuns::run);
    }

    /** Locks a run until the transaction ends. */
    Optional<AdoptionRun> lock(RunId run) {
        return sql.selectFrom(CREDIT_ADOPTION)
                .where(CREDIT_ADOPTION.RUN_ID.eq(run.value()))
                .forUpdate()
                .fetchOptional(AdoptionRuns::run);
    }

    void insert(AdoptionRun run, Differences differences) {
        sql.insertInto(CREDIT_ADOPTION)
                .set(CREDIT_ADOPTION.RUN_ID, run.id().value())
                .set(CREDIT_ADOPTION.STATE, run.state().name())
                .set(CREDIT_ADOPTION.CUTOVER, run.cutover())
                .set(CREDIT_ADOPTION.UPGRADED, run.isUpgraded())
                .set(CREDIT_ADOPTION.MIRRORED, run.isMirrored())
                .set(CREDIT_ADOPTION.DIFFERENCES, differences.name())
                .set(CREDIT_ADOPTION.SETTINGS, run.settings())
                .set(CREDIT_ADOPTION.STARTED_AT, run.startedAt())
                .set(CREDIT_ADOPTION.LAST_USER, run.lastUser())
                .set(CREDIT_ADOPTION.USERS_TOTAL, run.usersTotal())
                .set(CREDIT_ADOPTION.USERS_DONE, run.usersDone())
                .set(CREDIT_ADOPTION.TRANSACTIONS_DONE, run.transactionsDone())
                .execute();
    }

    void advance(AdoptionRun run) {
        sql.update(CREDIT_ADOPTION)
                .set(CREDIT_ADOPTION.LAST_USER, run.lastUser())
                .set(CREDIT_ADOPTION.USERS_DONE, run.usersDone())
                .set(CREDIT_ADOPTION.TRANSACTIONS_DONE, run.transactionsDone())
                .where(CREDIT_ADOPTION.RUN_ID.eq(run.id().value()))
                .execute();
    }

    void finish(RunId run, Instant at) {
        sql.update(CREDIT_ADOPTION)
                .set(CREDIT_ADOPTION.STATE, AdoptionRun.State.DONE.name())
                .set(CREDIT_ADOPTION.FINISHED_AT, at)
                .where(CREDIT_ADOPTION.RUN_ID.eq(run.value()))
                .execute();
    }

    void beginRollback(RunId run) {
        sql.update(CREDIT_ADOPTION)
                .set(CREDIT_ADOPTION.STATE, AdoptionRun.State.ROLLING_BACK.name())
                .setNull(CREDIT_ADOPTION.FINISHED_AT)
                .where(CREDIT_ADOPTION.RUN_ID.eq(run.value()))
                .execute();
    }

    /** Deletes what tells of a run, but for its accounts. */
    void delete(RunId run) {
        sql.deleteFrom(CREDIT_ADOPTION_REFUSAL)
                .where(CREDIT_ADOPTION_REFUSAL.RUN_ID.eq(run.value()))
                .execute();
        sql.deleteFrom(CREDIT_ADOPTION)
                .where(CREDIT_ADOPTION.RUN_ID.eq(run.value()))
                .execute();
    }

    private static AdoptionRun run(Record row) {
        return new AdoptionRun(
                new RunId(row.get(CREDIT_ADOPTION.RUN_ID)),
                AdoptionRun.State.valueOf(row.get(CREDIT_ADOPTION.STATE)),
                row.get(CREDIT_ADOPTION.CUTOVER),
                row.get(CREDIT_ADOPTION.UPGRADED),
                row.get(CREDIT_ADOPTION.MIRRORED),
                row.get(CREDIT_ADOPTION.SETTINGS),
                row.get(CREDIT_ADOPTION.STARTED_AT),
                row.get(CREDIT_ADOPTION.LAST_USER),
                row.get(CREDIT_ADOPTION.USERS_TOTAL),
                row.get(CREDIT_ADOPTION.USERS_DONE),
                row.get(CREDIT_ADOPTION.TRANSACTIONS_DONE));
    }
}
