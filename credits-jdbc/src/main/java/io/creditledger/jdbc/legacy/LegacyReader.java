package io.creditledger.jdbc.legacy;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Reads a legacy database. Rows are handed on as they come, a few thousand at a time, and not kept: the connection must be
 * in a transaction, and do nothing else until the last row has come.
 *
 * <p>Users come in the order of their ids, which is the database's own. For use by one thread.
 */
final class LegacyReader {
    private static final int MOST_READS_OF_ALL_ROWS = 32;

    private final DSLContext sql;
    private final LegacyTables tables;
    private final @Nullable LegacyUpgradeRow upgrade;
    private final ZoneId zone;

    private LegacyReader(DSLContext sql, LegacyTables tables, @Nullable LegacyUpgradeRow upgrade, ZoneId zone) {
        this.sql = sql;
        this.tables = tables;
        this.upgrade = upgrade;
        this.zone = zone;
    }

    /**
     * Looks at the catalogue.
     *
     * @param zone the zone of timestamps that have none; null: the one that the upgrade was told, or else UTC
     * @throws LegacyDatabaseException if the tables cannot be worked with
     */
    static LegacyReader of(DSLContext sql, @Nullable ZoneId zone) {
        LegacyTables tables = sql.connectionResult(LegacyTables::of);
        LegacyUpgradeRow upgrade = tables.isUpgraded() ? LegacyUpgradeRow.of(sql) : null;
        ZoneId known = upgrade == null ? ZoneOffset.UTC : upgrade.zone();
        return new LegacyReader(sql, tables, upgrade, zone == null ? known : zone);
    }

    /** The same database on another connection; the catalogue is not looked at again. */
    LegacyReader on(DSLContext other) {
        return new LegacyReader(other, tables, upgrade, zone);
    }

    LegacyTables tables() {
        return tables;
    }

    /** How many of so many users to read at once. Without an index each batch reads all rows; so there are few then. */
    int batchSize(AdoptionSettings settings, long users) {
        if (tables.areIndexedByUser()) {
            return settings.batchSize();
        }
        long part = users / MOST_READS_OF_ALL_ROWS + 1;
        return (int) Math.max(settings.batchSize(), Math.min(part, Integer.MAX_VALUE));
    }

    /** The zone of timestamps that have none. */
    ZoneId zone() {
        return zone;
    }

    boolean isUpgraded() {
        return upgrade != null;
    }

    /** When expiry began to exist; empty if the database was not upgraded. */
    Optional<Instant> cutover() {
        return Optional.ofNullable(upgrade).map(LegacyUpgradeRow::cutover);
    }

    /** Returns the users that follow an id; null: the first. */
    List<LegacyUser> users(@Nullable String after, int limit) {
        return users(after, limit, "");
    }

    /** The same, locked against every other writer until the transaction ends. */
    List<LegacyUser> lockUsers(@Nullable String after, int limit) {
        return users(after, limit, " for update");
    }

    long countUsers() {
        return count("select count(*) from users");
    }

    /** Whether receipts are marked when they expire, as they are on an upgraded database. */
    boolean marksExpiry() {
        return hasExpiry() && isUpgraded();
    }

    /**
     * Counts the receipts of users from one to another who have a balance that are due, and still in it because no run of
     * the expiry has marked them. Users who have none are left out.
     */
    Map<String, Long> dueReceipts(String first, String last, Instant now) {
        Map<String, Long> due = new HashMap<>();
        stream(
                """
                select u.id, count(*)
                from credit_transactions t
                join users u on u.id = t.user_id
                where %s and t.amount > 0 and not t.is_expired and t.expires_at <= ? and u.credits is not null
                group by u.id
                """.formatted(inRange()),
                statement -> {
                    bindRange(statement, first, last);
                    expires().bind(statement, 3, now, zone);
                },
                row -> due.put(row.getString(1), row.getLong(2)));
        return due;
    }

    /** How many transactions belong to nobody. */
    long countOrphanTransactions() {
        return count("""
                select count(*) from credit_transactions t
                where not exists (select 1 from users u where u.id = t.user_id)
                """);
    }

    /** How many tasks belong to nobody. */
    long countOrphanTasks() {
        return count("""
                select count(*) from tasks t
                where not exists (select 1 from users u where u.id = t.user_id)
                """);
    }

    /**
     * Reads the transactions of the users from one to another, in the order of user, date and id. What has no date comes just
     * before the cutover. Rows of users who are not there may be among them.
     */
    void transactions(String first, String last, Instant cutover, Consumer<LegacyTransaction> reader) {
        LegacyTime created = tables.transactions().column("created_at").asTime();
        String createdAt = created.of("t.created_at");
        String expiresAt = hasExpiry() ? expires().of("t.expires_at") : "null";
        String query = """
                select %s, t.id, t.amount, %s, %s
                from credit_transactions t
                where %s
                order by t.user_id, coalesce(%s, ?), t.id
                """.formatted(userId(), createdAt, expiresAt, inRange(), createdAt);
        stream(
                query,
                statement -> {
                    bindRange(statement, first, last);
                    created.bind(statement, 3, cutover.minus(1, ChronoUnit.MICROS), zone);
                },
                row -> {
                    if (row.getString(1) != null) {
                        reader.accept(transaction(row, created));
                    }
                });
    }

    /** Reads the tasks of the users from one to another, in the order of the users, as transactions are read. */
    void tasks(String first, String last, Consumer<LegacyTask> reader) {
        LegacyTime created = tables.tasks().column("created_at").asTime();
        LegacyTime completed = tables.tasks().column("completed_at").asTime();
        String query = """
                select %s, t.id, t.status, %s, %s, %s, %s, %s
                from tasks t
                where %s
                order by t.user_id, t.id
                """.formatted(
                        userId(),
                        created.of("t.created_at"),
                        completed.of("t.completed_at"),
                        ofTask("output_duration_seconds"),
                        ofTask("credits_calculated"),
                        ofTask("credits_deducted"),
                        inRange());
        stream(query, statement -> bindRange(statement, first, last), row -> {
            if (row.getString(1) != null) {
                reader.accept(task(row, created, completed));
            }
        });
    }

    private List<LegacyUser> users(@Nullable String after, int limit, String locking) {
        String email = tables.users().has("email") ? "u.email" : "null";
        String from = after == null ? "" : "where u.id > " + tables.ids().parameter();
        List<LegacyUser> users = new ArrayList<>();
        stream(
                "select u.id, " + email + ", u.credits from users u " + from + " order by u.id limit " + limit
                        + locking,
                statement -> {
                    if (after != null) {
                        tables.ids().bind(statement, 1, after);
                    }
                },
                row -> users.add(new LegacyUser(row.getString(1), row.getString(2), whole(row, 3))));
        return users;
    }

    private LegacyTransaction transaction(ResultSet row, LegacyTime created) throws SQLException {
        return new LegacyTransaction(
                row.getString(1),
                row.getString(2),
                whole(row, 3),
                created.read(row, 4, zone),
                hasExpiry() ? expires().read(row, 5, zone) : null);
    }

    private LegacyTask task(ResultSet row, LegacyTime created, LegacyTime completed) throws SQLException {
        return new LegacyTask(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                created.read(row, 4, zone),
                completed.read(row, 5, zone),
                seconds(row, 6),
                whole(row, 7),
                flag(row, 8));
    }

    private boolean hasExpiry() {
        return tables.transactions().has("expires_at");
    }

    private LegacyTime expires() {
        return tables.transactions().column("expires_at").asTime();
    }

    private String ofTask(String column) {
        return tables.tasks().has(column) ? "t." + column : "null";
    }

    private String inRange() {
        String id = tables.ids().parameter();
        return "t.user_id >= " + id + " and t.user_id <= " + id;
    }

    /**
     * Where ids are text, the database may find ids equal that are written in different ways; then the one in the table of
     * users counts. There is no join, as without statistics a database may read all rows for each user.
     */
    private String userId() {
        return tables.ids() == IdKind.TEXT ? "(select u.id from users u where u.id = t.user_id)" : "t.user_id";
    }

    private void bindRange(PreparedStatement statement, String first, String last) throws SQLException {
        tables.ids().bind(statement, 1, first);
        tables.ids().bind(statement, 2, last);
    }

    private static @Nullable Long whole(ResultSet row, int index) throws SQLException {
        long value = row.getLong(index);
        return row.wasNull() ? null : value;
    }

    private static @Nullable Boolean flag(ResultSet row, int index) throws SQLException {
        boolean value = row.getBoolean(index);
        return row.wasNull() ? null : value;
    }

    /** A float as people read it; what is no number of seconds is not known. */
    private static @Nullable BigDecimal seconds(ResultSet row, int index) throws SQLException {
        String text = row.getString(index);
        try {
            return text == null ? null : new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private long count(String query) {
        return sql.resultQuery(query).fetchSingle().get(0, Long.class);
    }

    private void stream(String query, RowStream.Parameters parameters, RowStream.Row row) {
        RowStream.of(sql, query, parameters, row);
    }
}
