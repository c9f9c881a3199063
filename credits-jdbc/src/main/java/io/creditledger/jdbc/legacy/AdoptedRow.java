package io.creditledger.jdbc.legacy;

import static io.creditledger.jdbc.schema.Tables.CREDIT_ADOPTED_ACCOUNT;
import static io.creditledger.jdbc.schema.Tables.CREDIT_ADOPTION;
import static io.creditledger.jdbc.schema.Tables.CREDIT_ENTRY;

import io.creditledger.AccountId;
import io.creditledger.RunId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * What is recorded of an account that was adopted.
 *
 * @param account the account
 * @param run the run
 * @param lastSeq the last transaction that the run wrote
 * @param legacyCredits what {@code users.credits} was; null if it was NULL
 * @param mirroredCredits what the run set {@code users.credits} to; null if it left the column alone
 * @param received the credits received
 * @param spent the credits spent
 * @param expired the credits that expired
 * @param adjustment the credits that were granted, or charged if negative, to make up for a difference
 * @param receipts the number of receipts
 * @param spendings the number of spendings
 * @param tasks the number of tasks
 * @param cutover the instant at which expiry began to exist; null if the run is not recorded
 * @param startedAt when the run began; null if it is not recorded
 * @param isUpgraded whether the database was upgraded before
 * @param differences what became of differences; null if the run is not recorded
 * @param recordedAt when the last transaction of the run was recorded; null if the journal does not have it
 */
record AdoptedRow(
        AccountId account,
        RunId run,
        long lastSeq,
        @Nullable Long legacyCredits,
        @Nullable Long mirroredCredits,
        long received,
        long spent,
        long expired,
        long adjustment,
        long receipts,
        long spendings,
        long tasks,
        @Nullable Instant cutover,
        @Nullable Instant startedAt,
        boolean isUpgraded,
        @Nullable Differences differences,
        @Nullable Instant recordedAt) {
    private static final List<Field<?>> FIELDS = List.of(
            CREDIT_ADOPTED_ACCOUNT.ACCOUNT_ID,
            CREDIT_ADOPTED_ACCOUNT.RUN_ID,
            CREDIT_ADOPTED_ACCOUNT.LAST_SEQ,
            CREDIT_ADOPTED_ACCOUNT.LEGACY_CREDITS,
            CREDIT_ADOPTED_ACCOUNT.MIRRORED_CREDITS,
            CREDIT_ADOPTED_ACCOUNT.RECEIVED,
            CREDIT_ADOPTED_ACCOUNT.SPENT,
            CREDIT_ADOPTED_ACCOUNT.EXPIRED,
            CREDIT_ADOPTED_ACCOUNT.ADJUSTMENT,
            CREDIT_ADOPTED_ACCOUNT.RECEIPTS,
            CREDIT_ADOPTED_ACCOUNT.SPENDINGS,
            CREDIT_ADOPTED_ACCOUNT.TASKS,
            CREDIT_ADOPTION.CUTOVER,
            CREDIT_ADOPTION.STARTED_AT,
            CREDIT_ADOPTION.UPGRADED,
            CREDIT_ADOPTION.DIFFERENCES,
            CREDIT_ENTRY.RECORDED_AT);

    static Map<String, AdoptedRow> of(DSLContext sql, List<String> users) {
        Map<String, AdoptedRow> rows = new HashMap<>();
        for (List<String> some : AdoptedAccounts.chunks(users)) {
            sql.select(FIELDS)
                    .from(CREDIT_ADOPTED_ACCOUNT)
                    .leftJoin(CREDIT_ADOPTION)
                    .on(CREDIT_ADOPTION.RUN_ID.eq(CREDIT_ADOPTED_ACCOUNT.RUN_ID))
                    .leftJoin(CREDIT_ENTRY)
                    .on(CREDIT_ENTRY.ACCOUNT_ID.eq(CREDIT_ADOPTED_ACCOUNT.ACCOUNT_ID))
                    .and(CREDIT_ENTRY.SEQ.eq(CREDIT_ADOPTED_ACCOUNT.LAST_SEQ))
                    .and(CREDIT_ENTRY.LINE.eq(0))
                    .where(CREDIT_ADOPTED_ACCOUNT.ACCOUNT_ID.in(some))
                    .forEach(row -> rows.put(row.get(CREDIT_ADOPTED_ACCOUNT.ACCOUNT_ID), of(row)));
        }
        return rows;
    }

    private static AdoptedRow of(Record row) {
        Boolean upgraded = row.get(CREDIT_ADOPTION.UPGRADED);
        String differences = row.get(CREDIT_ADOPTION.DIFFERENCES);
        return new AdoptedRow(
                AccountId.of(row.get(CREDIT_ADOPTED_ACCOUNT.ACCOUNT_ID)),
                RunId.of(row.get(CREDIT_ADOPTED_ACCOUNT.RUN_ID)),
                row.get(CREDIT_ADOPTED_ACCOUNT.LAST_SEQ),
                row.get(CREDIT_ADOPTED_ACCOUNT.LEGACY_CREDITS),
                row.get(CREDIT_ADOPTED_ACCOUNT.MIRRORED_CREDITS),
                row.get(CREDIT_ADOPTED_ACCOUNT.RECEIVED),
                row.get(CREDIT_ADOPTED_ACCOUNT.SPENT),
                row.get(CREDIT_ADOPTED_ACCOUNT.EXPIRED),
                row.get(CREDIT_ADOPTED_ACCOUNT.ADJUSTMENT),
                row.get(CREDIT_ADOPTED_ACCOUNT.RECEIPTS),
                row.get(CREDIT_ADOPTED_ACCOUNT.SPENDINGS),
                row.get(CREDIT_ADOPTED_ACCOUNT.TASKS),
                row.get(CREDIT_ADOPTION.CUTOVER),
                row.get(CREDIT_ADOPTION.STARTED_AT),
                upgraded != null && upgraded,
                differences == null ? null : Differences.valueOf(differences),
                row.get(CREDIT_ENTRY.RECORDED_AT));
    }

    /** The user as the run found it: {@code users.credits} may have moved on since. */
    LegacyUser asFound(LegacyUser now) {
        return new LegacyUser(now.id(), now.email(), legacyCredits);
    }
}
