package io.creditledger.jdbc.legacy;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.creditledger.jdbc.InstantBinding;
import java.time.Instant;
import java.time.ZoneId;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.SQLDataType;

/**
 * How a database was upgraded.
 *
 * @param cutover the instant at which expiry began to exist
 * @param zone the zone of timestamps that have none
 */
record LegacyUpgradeRow(Instant cutover, ZoneId zone) {
    private static final DataType<Instant> INSTANT =
            SQLDataType.OFFSETDATETIME(6).asConvertedDataType(new InstantBinding());
    private static final Field<Instant> CUTOVER = field(name("cutover"), INSTANT);
    private static final Field<Instant> FINISHED_AT = field(name("finished_at"), INSTANT);
    private static final Field<String> ZONE = field(name("zone"), SQLDataType.VARCHAR);

    /**
     * Reads it.
     *
     * @throws LegacyDatabaseException if the upgrade is not finished
     */
    static LegacyUpgradeRow of(DSLContext sql) {
        Record row = sql.select(CUTOVER, FINISHED_AT, ZONE)
                .from(table(name("credit_upgrade")))
                .fetchOne();
        if (row == null || row.get(FINISHED_AT) == null) {
            throw new LegacyDatabaseException(
                    "the upgrade of the legacy tables must be finished first, but credit_upgrade says that it is not;"
                            + " run it again, or roll it back");
        }
        return new LegacyUpgradeRow(row.get(CUTOVER), ZoneId.of(row.get(ZONE)));
    }
}
