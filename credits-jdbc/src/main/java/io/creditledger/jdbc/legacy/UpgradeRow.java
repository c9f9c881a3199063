package io.creditledger.jdbc.legacy;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.creditledger.jdbc.InstantBinding;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * The row of {@code credit_upgrade}: what an upgrade goes by, and how far it is.
 *
 * @param settings the settings; the cutover is null until the script has fixed it
 * @param usersDone how many users were moved
 * @param finishedAt when all were; null until then
 */
record UpgradeRow(
        UpgradeSettings settings, long usersDone, @Nullable Instant finishedAt) {
    private static final Table<Record> CREDIT_UPGRADE = table(name("credit_upgrade"));
    private static final DataType<Instant> INSTANT =
            SQLDataType.OFFSETDATETIME(6).asConvertedDataType(new InstantBinding());
    private static final Field<Integer> EXPIRY_MONTHS = field(name("expiry_months"), SQLDataType.INTEGER);
    private static final Field<String> ZONE = field(name("zone"), SQLDataType.VARCHAR);
    private static final Field<String> RECALCULATION = field(name("recalculation"), SQLDataType.VARCHAR);
    private static final Field<String> UNEXPLAINED = field(name("unexplained"), SQLDataType.VARCHAR);
    private static final Field<Integer> BATCH_SIZE = field(name("batch_size"), SQLDataType.INTEGER);
    private static final Field<Instant> CUTOVER = field(name("cutover"), INSTANT);
    private static final Field<Long> USERS_DONE = field(name("users_done"), SQLDataType.BIGINT);
    private static final Field<Instant> FINISHED_AT = field(name("finished_at"), INSTANT);

    /** Reads the row, from a table that is there. */
    static Optional<UpgradeRow> of(DSLContext sql) {
        return sql.select(EXPIRY_MONTHS, ZONE, RECALCULATION, UNEXPLAINED, BATCH_SIZE, CUTOVER, USERS_DONE, FINISHED_AT)
                .from(CREDIT_UPGRADE)
                .fetchOptional(UpgradeRow::of);
    }

    private static UpgradeRow of(Record row) {
        UpgradeSettings settings = new UpgradeSettings(
                row.get(EXPIRY_MONTHS),
                ZoneId.of(row.get(ZONE)),
                Recalculation.valueOf(row.get(RECALCULATION)),
                Unexplained.valueOf(row.get(UNEXPLAINED)),
                row.get(CUTOVER),
                row.get(BATCH_SIZE));
        return new UpgradeRow(settings, row.get(USERS_DONE), row.get(FINISHED_AT));
    }

    /** Begins an upgrade: what it goes by is fixed from then on. */
    static int begin(DSLContext sql, UpgradeSettings settings) {
        return sql.insertInto(CREDIT_UPGRADE, EXPIRY_MONTHS, ZONE, RECALCULATION, UNEXPLAINED, BATCH_SIZE, CUTOVER)
                .values(
                        settings.expiryMonths(),
                        settings.zone().equals(ZoneOffset.UTC)
                                ? "UTC"
                                : settings.zone().getId(),
                        settings.recalculation().name(),
                        settings.unexplained().name(),
                        settings.batchSize(),
                        settings.cutover())
                .execute();
    }
}
