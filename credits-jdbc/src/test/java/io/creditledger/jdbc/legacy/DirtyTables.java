package io.creditledger.jdbc.legacy;

import com.zaxxer.hikari.HikariDataSource;
import io.creditledger.CreditPolicy;
import io.creditledger.jdbc.CreditSchema;
import io.creditledger.jdbc.JdbcCreditLedger;
import io.creditledger.jdbc.TestDatabase;
import io.creditledger.testkit.SettableClock;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tables of a host beside those of a ledger, which take any dirt: nothing is required but ids, which may be very long.
 * Timestamps are the local time of UTC. There is one database for each server, kept for the whole run.
 */
final class DirtyTables {
    static final String NEW_YEAR = "2025-01-01 00:00:00";
    static final String AUGUST = "2025-08-01 00:00:00";

    static final UpgradeSettings UPGRADE = UpgradeSettings.DEFAULTS.cutover(LegacyGenerator.NOW);

    private static final Map<TestDatabase, DirtyTables> KEPT = new EnumMap<>(TestDatabase.class);

    final SettableClock clock = SettableClock.at(LegacyGenerator.NOW.toString());
    final HikariDataSource dataSource;
    private final boolean isMySql;
    private boolean isUpgraded;

    private DirtyTables(TestDatabase server) {
        isMySql = server == TestDatabase.MARIADB || server == TestDatabase.MYSQL;
        String timestamp = isMySql ? "datetime(6) null" : "timestamp(6)";
        dataSource = server.newDatabase();
        CreditSchema.of(dataSource).migrate();
        execute(
                "create table users (id varchar(300) not null primary key, email varchar(200), credits bigint default 10)",
                """
                create table credit_transactions (
                    id varchar(300) not null primary key, user_id varchar(300), amount bigint, created_at %s)
                """.formatted(timestamp),
                """
                create table tasks (
                    id varchar(300) not null primary key, user_id varchar(300), status varchar(20), created_at %s,
                    completed_at %s)
                """.formatted(timestamp, timestamp));
    }

    /** Returns the database on this server, without any rows. */
    static synchronized DirtyTables emptied(TestDatabase server) {
        DirtyTables tables = KEPT.computeIfAbsent(server, DirtyTables::new);
        tables.clock.set(LegacyGenerator.NOW.toString());
        tables.rollBackUpgrade();
        for (String table : new String[] {
            "credit_entry", "credit_grant", "credit_task", "credit_account", "credit_adopted_account",
            "credit_adoption_refusal", "credit_adoption", "tasks", "credit_transactions", "users"
        }) {
            tables.execute("delete from " + table);
        }
        return tables;
    }

    JdbcCreditLedger ledger() {
        return ledger(clock);
    }

    JdbcCreditLedger ledger(SettableClock time) {
        return JdbcCreditLedger.on(dataSource)
                .policy(CreditPolicy.defaults())
                .clock(time)
                .build();
    }

    LegacyAdoption adjusting() {
        return LegacyAdoption.into(ledger(), AdoptionSettings.adjusting());
    }

    LegacyAdoption refusing() {
        return LegacyAdoption.into(ledger(), AdoptionSettings.refusing());
    }

    void upgrade() {
        upgrade(UPGRADE);
    }

    void upgrade(UpgradeSettings settings) {
        LegacyUpgrade.of(dataSource).with(settings).apply();
        isUpgraded = true;
        forgetStatements();
    }

    private void rollBackUpgrade() {
        if (isUpgraded) {
            LegacyUpgrade.of(dataSource).rollback();
            isUpgraded = false;
            forgetStatements();
        }
    }

    /** PostgreSQL's driver keeps statements, and those of tables that have changed since are of no use. */
    private void forgetStatements() {
        dataSource.getHikariPoolMXBean().softEvictConnections();
    }

    void user(String id, @Nullable Long credits) {
        insert("users (id, email, credits)", id, id + "@example.com", credits);
    }

    void transaction(String id, @Nullable String user, @Nullable Long amount, @Nullable String createdAt) {
        insert("credit_transactions (id, user_id, amount, created_at)", id, user, amount, createdAt);
    }

    void task(
            String id,
            @Nullable String user,
            @Nullable String status,
            @Nullable String createdAt,
            @Nullable String completedAt) {
        insert("tasks (id, user_id, status, created_at, completed_at)", id, user, status, createdAt, completedAt);
    }

    void execute(String... statements) {
        TestDatabase.execute(dataSource, statements);
    }

    long number(String query) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    void dropIndex(String index, String table) {
        execute("drop index " + index + (isMySql ? " on " + table : ""));
    }

    private void insert(String columns, @Nullable Object... values) {
        String literals = Stream.of(values).map(DirtyTables::literal).collect(Collectors.joining(", "));
        execute("insert into " + columns + " values (" + literals + ")");
    }

    private static String literal(@Nullable Object value) {
        return value == null || value instanceof Long ? String.valueOf(value) : "'" + value + "'";
    }
}
