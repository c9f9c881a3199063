package io.creditledger.jdbc.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.creditledger.AccountId;
import io.creditledger.jdbc.TestDatabase;
import io.creditledger.jdbc.legacy.LegacyRows.Task;
import io.creditledger.jdbc.legacy.LegacyRows.Transaction;
import io.creditledger.jdbc.legacy.LegacyRows.User;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A host that goes on selling after it was upgraded. The scripts go by the database's clock, so time passes by making all
 * that there is older.
 */
final class SellingHost implements AutoCloseable {
    final LegacyHost host;
    final LegacyReports reports;
    private final HikariDataSource database;
    private final AtomicInteger numbers = new AtomicInteger(1_000_000);

    private SellingHost(TestDatabase server, IdType ids, @Nullable ZoneId zone) {
        database = server.newDatabase();
        host = LegacyHost.create(server, database, ids, zone);
        reports = LegacyReports.on(database);
    }

    static SellingHost with(TestDatabase server, LegacyRows rows) {
        return with(server, IdType.BIGINT, null, rows);
    }

    static SellingHost with(TestDatabase server, IdType ids, @Nullable ZoneId zone, LegacyRows rows) {
        SellingHost selling = new SellingHost(server, ids, zone);
        selling.host.insert(rows);
        return selling;
    }

    static Instant daysAgo(int days) {
        return Instant.now().truncatedTo(ChronoUnit.MICROS).minus(Duration.ofDays(days));
    }

    /** Rows that were made up for an instant of the past, as if it were now. */
    static LegacyRows uptodate(LegacyRows rows) {
        Duration age = Duration.between(LegacyGenerator.NOW, daysAgo(0));
        return new LegacyRows(
                rows.users(),
                rows.transactions().stream()
                        .map(row ->
                                new Transaction(row.number(), row.user(), row.amount(), later(row.createdAt(), age)))
                        .toList(),
                rows.tasks().stream()
                        .map(row -> new Task(
                                row.number(),
                                row.user(),
                                row.status(),
                                row.createdAt().plus(age),
                                later(row.completedAt(), age)))
                        .toList());
    }

    private static @Nullable Instant later(@Nullable Instant instant, Duration by) {
        return instant == null ? null : instant.plus(by);
    }

    HikariDataSource database() {
        return database;
    }

    SellingHost upgraded() {
        return upgraded(UpgradeSettings.DEFAULTS);
    }

    SellingHost upgraded(UpgradeSettings settings) {
        LegacyUpgrade.of(database).with(settings).apply();
        return this;
    }

    /** Makes everything older. Hours are the same everywhere, days are not. */
    void pass(int days) {
        String hours = isMySql() ? "interval %d hour".formatted(24 * days) : "interval '%d' hour".formatted(24 * days);
        execute(
                ("update credit_transactions set created_at = created_at - %1$s, expires_at = expires_at - %1$s,"
                                + " expired_at = expired_at - %1$s")
                        .formatted(hours),
                "update credit_upgrade set cutover = cutover - " + hours);
    }

    /** Runs the expiry, and something else when it has picked its users and is about to lock them. */
    LegacySweep expireNow(Runnable meanwhile) {
        BeforeUsersAreLocked interruption = new BeforeUsersAreLocked(meanwhile);
        LegacySweep swept = LegacyReports.on(interruption.on(database)).expireNow();
        assertThat(interruption.isDone())
                .as("something else happened in between")
                .isTrue();
        return swept;
    }

    /** A user receives credits (positive) or spends them (negative), as the host's product does it. */
    void move(int user, long amount) {
        Transaction transaction = new Transaction(numbers.incrementAndGet(), user, amount, daysAgo(0));
        host.insert(new LegacyRows(List.of(), List.of(transaction), List.of()));
        update("update users set credits = credits + " + amount + " where id = ?", user);
    }

    private void update(String sql, int user) {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setObject(1, host.ids().value(host.server(), "users", user));
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    void setCredits(int user, long credits) {
        update("update users set credits = " + credits + " where id = ?", user);
    }

    long credits(int user) {
        return Objects.requireNonNullElse(host.credits().get(account(user).value()), 0L);
    }

    RecalculatedBalance recalculated(int user) {
        return reports.recalculate(account(user)).orElseThrow();
    }

    AccountId account(int user) {
        return AccountId.of(host.ids().text("users", user));
    }

    void execute(String... statements) {
        TestDatabase.execute(database, statements);
    }

    static LegacyRows users(int count) {
        return new LegacyRows(
                IntStream.rangeClosed(1, count)
                        .mapToObj(number -> new User(number, 0L))
                        .toList(),
                List.of(),
                List.of());
    }

    /** User 1 received 100 credits so many days ago, and has them all. */
    static LegacyRows receivedDaysAgo(int days) {
        return new LegacyRows(
                List.of(new User(1, 100L)), List.of(new Transaction(1, 1, 100L, daysAgo(days))), List.of());
    }

    private boolean isMySql() {
        return host.server() == TestDatabase.MARIADB || host.server() == TestDatabase.MYSQL;
    }

    @Override
    public void close() {
        database.close();
    }
}
