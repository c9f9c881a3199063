package io.creditledger.jdbc.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.creditledger.jdbc.EveryDatabase;
import io.creditledger.jdbc.TestDatabase;
import io.creditledger.jdbc.legacy.LegacyRows.Task;
import io.creditledger.jdbc.legacy.LegacyRows.Transaction;
import io.creditledger.jdbc.legacy.LegacyRows.User;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the upgrade makes of a host's rows. */
@EveryDatabase
class LegacyUpgradeTest {
    private static final UpgradeSettings SETTINGS =
            UpgradeSettings.DEFAULTS.cutover(LegacyGenerator.NOW).batchSize(7);
    private static final LegacyRows EXAMPLE = new LegacyRows(
            List.of(new User(1, 70L)),
            List.of(
                    new Transaction(1, 1, 100L, Instant.parse("2025-01-31T12:00:00Z")),
                    new Transaction(2, 1, -80L, Instant.parse("2025-02-10T12:00:00Z")),
                    new Transaction(3, 1, 50L, Instant.parse("2025-08-31T12:00:00Z"))),
            List.of());

    private final TestDatabase server;
    private final HikariDataSource database;
    private final LegacyUpgrade upgrade;

    LegacyUpgradeTest(TestDatabase server) {
        this.server = server;
        database = server.newDatabase();
        upgrade = LegacyUpgrade.of(database).with(SETTINGS);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @EnumSource
    void each_balance_is_what_a_count_of_single_credits_yields(IdType ids) {
        LegacyRows rows = LegacyGenerator.dirty(11, 60, 12).rows();
        LegacyHost host = LegacyHost.create(server, database, ids, null);
        host.insert(rows);

        upgrade.apply();

        assertThatBalancesAreReplayed(host, rows);
        assertThatReceiptsHaveExpiries(host, rows);
    }

    @Test
    void timestamps_without_a_zone_are_read_in_the_zone_that_the_host_names() {
        LegacyRows rows = LegacyGenerator.dirty(12, 40, 12).rows();
        LegacyHost host = LegacyHost.create(server, database, IdType.BIGINT, ZoneId.of("Asia/Kolkata"));
        host.insert(rows);

        upgrade.with(SETTINGS.zone(ZoneId.of("Asia/Kolkata"))).apply();

        assertThatBalancesAreReplayed(host, rows);
        assertThatReceiptsHaveExpiries(host, rows);
    }

    @Test
    void timestamps_without_a_zone_are_in_utc_if_the_host_names_no_other() {
        LegacyRows rows = LegacyGenerator.dirty(13, 40, 12).rows();
        LegacyHost host = LegacyHost.create(server, database, IdType.BIGINT, ZoneOffset.UTC);
        host.insert(rows);

        upgrade.apply();

        assertThatReceiptsHaveExpiries(host, rows);
    }

    @Test
    void nothing_is_lost_that_is_not_reported() {
        LegacyRows rows = LegacyGenerator.dirty(14, 60, 12).rows();
        LegacyHost host = LegacyHost.create(server, database, rows);

        upgrade.apply();

        long before = 0;
        long accounted = 0;
        for (User user : rows.users()) {
            BruteForce counted = replay(rows, user);
            Map<String, @Nullable String> kept = kept(host, user);
            long held = Objects.requireNonNullElse(user.credits(), 0L);
            assertThat(kept.get("credits_before")).isEqualTo(user.credits() == null ? null : "" + user.credits());
            assertThat(number(kept, "expired")).isEqualTo(counted.expired());
            assertThat(number(kept, "credits_after")).isEqualTo(counted.balance());
            assertThat(number(kept, "difference"))
                    .as("what no transaction explains, less what was overdrawn")
                    .isEqualTo(held - (number(kept, "received") - number(kept, "spent")) - counted.uncovered());
            before += held;
            accounted += number(kept, "credits_after") + number(kept, "expired") + number(kept, "difference");
        }
        assertThat(before).isEqualTo(accounted);
    }

    @Test
    void what_was_spent_of_expired_credits_is_not_taken_from_the_others() {
        LegacyHost host = LegacyHost.create(server, database, EXAMPLE);

        upgrade.apply();

        assertThat(host.credits()).containsEntry("1", 50L);
        assertThat(number(kept(host, EXAMPLE.users().get(0)), "expired")).isEqualTo(20);
    }

    @Test
    void a_host_may_have_all_spending_taken_from_what_has_not_expired() {
        LegacyRows rows = LegacyGenerator.dirty(15, 40, 12).rows();
        LegacyHost host = LegacyHost.create(server, database, rows);

        upgrade.with(SETTINGS.recalculation(Recalculation.SUM)).apply();

        for (User user : rows.users()) {
            assertThat(host.credits().get("" + user.number()))
                    .isEqualTo(BruteForce.sum(rows.transactionsOf(user), 6, LegacyGenerator.NOW, LegacyGenerator.NOW));
        }
    }

    @Test
    void the_sum_takes_the_example_s_spending_twice() {
        LegacyHost host = LegacyHost.create(server, database, EXAMPLE);

        upgrade.with(SETTINGS.recalculation(Recalculation.SUM)).apply();

        assertThat(host.credits()).containsEntry("1", 0L);
    }

    @Test
    void credits_that_no_transaction_explains_may_be_kept() {
        LegacyRows rows = LegacyGenerator.dirty(16, 40, 12).rows();
        LegacyHost host = LegacyHost.create(server, database, rows);

        upgrade.with(SETTINGS.unexplained(Unexplained.KEEP)).apply();

        for (User user : rows.users()) {
            Map<String, @Nullable String> kept = kept(host, user);
            long explained = number(kept, "received") - number(kept, "spent");
            long unexplained = Math.max(0, Objects.requireNonNullElse(user.credits(), 0L) - explained);
            long alreadySpent = Math.max(0, -explained);
            assertThat(host.credits().get("" + user.number()))
                    .isEqualTo(replay(rows, user).balance() + Math.max(0, unexplained - alreadySpent));
        }
    }

    @Test
    void credits_that_no_transaction_explains_are_not_kept_once_they_are_spent() {
        LegacyHost host = LegacyHost.create(
                server,
                database,
                new LegacyRows(
                        List.of(new User(1, 0L), new User(2, 4L)),
                        List.of(
                                new Transaction(1, 1, -10L, LegacyGenerator.NOW.minus(9, ChronoUnit.DAYS)),
                                new Transaction(2, 2, -6L, LegacyGenerator.NOW.minus(9, ChronoUnit.DAYS))),
                        List.of()));

        upgrade.with(SETTINGS.unexplained(Unexplained.KEEP)).apply();

        assertThat(host.credits()).containsEntry("1", 0L).containsEntry("2", 4L);
    }

    @Test
    void credits_expire_after_the_months_that_the_host_names() {
        LegacyRows rows = LegacyGenerator.clean(17, 20, 12).rows();
        LegacyHost host = LegacyHost.create(server, database, rows);

        upgrade.with(SETTINGS.expiryMonths(13)).apply();

        for (User user : rows.users()) {
            assertThat(host.credits().get("" + user.number()))
                    .isEqualTo(
                            BruteForce.replay(rows.transactionsOf(user), 13, LegacyGenerator.NOW, LegacyGenerator.NOW)
                                    .balance());
        }
    }

    @Test
    void tasks_that_were_there_are_neither_charged_nor_uncharged_and_new_ones_are_uncharged() {
        LegacyRows rows = new LegacyRows(
                List.of(), List.of(), List.of(new Task(1, 1, "SUCCEEDED", LegacyGenerator.NOW, LegacyGenerator.NOW)));
        LegacyHost host = LegacyHost.create(server, database, rows);

        upgrade.apply();
        host.insert(
                new LegacyRows(List.of(), List.of(), List.of(new Task(2, 1, "RUNNING", LegacyGenerator.NOW, null))));

        assertThat(host.rows("tasks").get(0))
                .containsEntry("output_duration_seconds", null)
                .containsEntry("credits_calculated", null)
                .containsEntry("credits_deducted", null);
        assertThat(host.query("select id from tasks where credits_deducted = false"))
                .extracting(row -> row.get("id"))
                .containsExactly("2");
    }

    @Test
    void a_new_user_gets_a_hundred_credits() {
        LegacyHost host = LegacyHost.create(server, database, EXAMPLE);

        upgrade.apply();
        TestDatabase.execute(database, "insert into users (id, email) values (9, 'new@example.com')");

        assertThat(host.credits()).containsEntry("9", 100L);
    }

    @Test
    void columns_of_the_host_stay_as_they_are() {
        LegacyRows rows = LegacyGenerator.dirty(18, 20, 12).rows();
        LegacyHost host = LegacyHost.create(server, database, rows);
        List<List<Map<String, @Nullable String>>> before = host.ownColumns();

        upgrade.apply();

        assertThat(host.ownColumns()).isEqualTo(before);
    }

    @Test
    void a_second_run_calculates_no_balance_again() {
        LegacyHost host = LegacyHost.create(
                server, database, LegacyGenerator.dirty(19, 20, 12).rows());
        upgrade.apply();
        TestDatabase.execute(database, "update users set credits = credits + 7");
        LegacyDump before = LegacyDump.of(host);

        upgrade.apply();

        assertThat(LegacyDump.of(host)).isEqualTo(before);
    }

    @Test
    void a_second_run_takes_in_what_came_since() {
        LegacyHost host = LegacyHost.create(server, database, EXAMPLE);
        upgrade.apply();
        host.insert(new LegacyRows(
                List.of(new User(2, 100L)),
                List.of(
                        new Transaction(4, 1, 30L, Instant.parse("2025-10-31T12:00:00Z")),
                        new Transaction(5, 2, 30L, Instant.parse("2025-10-31T12:00:00Z")),
                        new Transaction(6, 3, 30L, Instant.parse("2025-01-31T12:00:00Z"))),
                List.of()));

        upgrade.apply();

        assertThat(host.credits()).containsEntry("1", 50L).containsEntry("2", 100L);
        assertThat(kept(host, new User(2, 100L)))
                .containsEntry("credits_before", "100")
                .containsEntry("credits_after", "100")
                .containsEntry("difference", "0");
        assertThat(host.rows("credit_transactions").subList(3, 6))
                .extracting(row -> row.get("expires_at"))
                .allSatisfy(expiry -> assertThat(expiry).isNotNull());
        assertThat(host.query("select id from credit_transactions where is_expired = true"))
                .extracting(row -> row.get("id"))
                .containsExactly("1", "6");
    }

    @Test
    void it_tells_how_far_it_is() {
        LegacyHost.create(server, database, LegacyGenerator.clean(20, 20, 3).rows());
        assertThat(upgrade.state()).isEqualTo(new UpgradeState.NotUpgraded());
        List<UpgradeProgress> told = new ArrayList<>();

        UpgradeState.Done done = upgrade.apply(told::add);

        assertThat(told)
                .isEqualTo(
                        server == TestDatabase.H2
                                ? List.of(new UpgradeProgress(20, 20))
                                : List.of(
                                        new UpgradeProgress(7, 20),
                                        new UpgradeProgress(14, 20),
                                        new UpgradeProgress(20, 20)));
        assertThat(done.settings()).isEqualTo(SETTINGS);
        assertThat(done.users()).isEqualTo(20);
        assertThat(upgrade.state()).isEqualTo(done);
    }

    @Test
    void the_cutover_is_the_instant_of_the_first_run_unless_the_host_names_it() {
        LegacyHost.create(server, database, EXAMPLE);
        Instant before = Instant.now().minusSeconds(60);

        Instant cutover = Objects.requireNonNull(
                LegacyUpgrade.of(database).apply().settings().cutover());

        assertThat(cutover).isBetween(before, Instant.now().plusSeconds(60));
        assertThat(LegacyUpgrade.of(database).apply().settings().cutover()).isEqualTo(cutover);
    }

    private void assertThatBalancesAreReplayed(LegacyHost host, LegacyRows rows) {
        Map<String, @Nullable Long> credits = host.credits();
        for (User user : rows.users()) {
            assertThat(credits.get(host.ids().text("users", user.number())))
                    .as("the balance of user %s", user.number())
                    .isEqualTo(replay(rows, user).balance());
        }
    }

    private static BruteForce replay(LegacyRows rows, User user) {
        return BruteForce.replay(rows.transactionsOf(user), 6, LegacyGenerator.NOW, LegacyGenerator.NOW);
    }

    private void assertThatReceiptsHaveExpiries(LegacyHost host, LegacyRows rows) {
        List<Map<String, @Nullable String>> stored = host.rows("credit_transactions");
        Map<String, Map<String, @Nullable String>> byId =
                stored.stream().collect(Collectors.toMap(row -> String.valueOf(row.get("id")), row -> row));
        for (Transaction transaction : rows.transactions()) {
            Map<String, @Nullable String> row =
                    Objects.requireNonNull(byId.get(host.ids().text("credit_transactions", transaction.number())));
            if (transaction.amount() == null || transaction.amount() <= 0) {
                assertThat(row).containsEntry("expires_at", null).containsEntry("expired_at", null);
            } else {
                Instant expiry = BruteForce.expiry(transaction.createdAt(), 6, LegacyGenerator.NOW);
                boolean expired = !expiry.isAfter(LegacyGenerator.NOW);
                assertThat(instant(row.get("expires_at"))).isEqualTo(expiry);
                assertThat(instant(row.get("expired_at"))).isEqualTo(expired ? LegacyGenerator.NOW : null);
                assertThat(List.of("t", "TRUE", "1").contains(row.get("is_expired")))
                        .isEqualTo(expired);
            }
        }
    }

    /** Databases write an instant as a date and a time, with an offset unless it is in UTC. */
    private static @Nullable Instant instant(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String iso = text.replace(' ', 'T');
        boolean zoned = iso.substring(11).matches(".*[+-].*");
        return zoned
                ? OffsetDateTime.parse(iso.matches(".*[+-]\\d\\d") ? iso + ":00" : iso)
                        .toInstant()
                : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    }

    private static Map<String, @Nullable String> kept(LegacyHost host, User user) {
        return host.query("select * from credit_upgrade_balance where user_id = " + user.number())
                .get(0);
    }

    private static long number(Map<String, @Nullable String> row, String column) {
        return Long.parseLong(Objects.requireNonNull(row.get(column)));
    }
}
