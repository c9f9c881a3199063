package io.creditledger.jdbc.legacy;

import static io.creditledger.jdbc.legacy.SellingHost.daysAgo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.creditledger.AccountId;
import io.creditledger.Credits;
import io.creditledger.TaskId;
import io.creditledger.jdbc.AffectedAccount;
import io.creditledger.jdbc.BalanceCheck;
import io.creditledger.jdbc.EveryDatabase;
import io.creditledger.jdbc.ExpiredSummary;
import io.creditledger.jdbc.ExpiryRange;
import io.creditledger.jdbc.TestDatabase;
import io.creditledger.jdbc.UnchargedTask;
import io.creditledger.jdbc.legacy.LegacyRows.Task;
import io.creditledger.jdbc.legacy.LegacyRows.Transaction;
import io.creditledger.jdbc.legacy.LegacyRows.User;
import io.creditledger.jdbc.legacy.SchemaCheck.State;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What support is told of legacy tables. */
@EveryDatabase
class LegacyReportsTest {
    private static final ZoneId SHANGHAI = ZoneId.of("+08:00");
    private static final Map<TestDatabase, SellingHost> KEPT = new EnumMap<>(TestDatabase.class);

    private final TestDatabase server;

    LegacyReportsTest(TestDatabase server) {
        this.server = server;
    }

    /** Hosts with ids and times of different types, for tests that change nothing. */
    private SellingHost kept() {
        return KEPT.computeIfAbsent(server, LegacyReportsTest::ofSomeKind);
    }

    private static SellingHost ofSomeKind(TestDatabase server) {
        return switch (server) {
            case H2 -> host(server, IdType.UUID, null);
            case POSTGRESQL -> host(server, IdType.INTEGER, SHANGHAI);
            case MARIADB, MYSQL -> host(server, IdType.VARCHAR, SHANGHAI);
        };
    }

    @AfterAll
    static void closePools() {
        KEPT.values().forEach(SellingHost::close);
        KEPT.clear();
    }

    /**
     * User 1 lost 20 of 100 and has 50. User 2 lost all 40. User 3 has 30 of which nothing is known, which the upgrade
     * keeps. User 4's have not expired.
     */
    private static SellingHost host(TestDatabase server, IdType ids, @Nullable ZoneId zone) {
        LegacyRows rows = new LegacyRows(
                List.of(new User(1, 70L), new User(2, 40L), new User(3, 30L), new User(4, 60L)),
                List.of(
                        new Transaction(1, 1, 100L, daysAgo(200)),
                        new Transaction(2, 1, -80L, daysAgo(150)),
                        new Transaction(3, 1, 50L, daysAgo(50)),
                        new Transaction(4, 2, 40L, daysAgo(190)),
                        new Transaction(5, 4, 60L, daysAgo(10)),
                        new Transaction(6, 4, 0L, daysAgo(9)),
                        new Transaction(7, 4, null, daysAgo(8))),
                List.of(
                        new Task(1, 1, "SUCCEEDED", daysAgo(5), daysAgo(5)),
                        new Task(2, 2, "SUCCEEDED", daysAgo(4), daysAgo(3)),
                        new Task(3, 2, "RUNNING", daysAgo(4), null),
                        new Task(4, 2, "SUCCEEDED", daysAgo(4), daysAgo(2)),
                        new Task(5, 2, "SUCCEEDED", daysAgo(4), daysAgo(1))));
        SellingHost host = SellingHost.with(server, ids, zone, rows);
        host.upgraded(UpgradeSettings.DEFAULTS
                .zone(zone == null ? ZoneOffset.UTC : zone)
                .unexplained(Unexplained.KEEP));
        host.execute(
                "update tasks set credits_deducted = (prompt = 'prompt 5')",
                "update tasks set credits_calculated = 70 where prompt in ('prompt 2', 'prompt 4')");
        return host;
    }

    @Test
    void what_expired_is_counted_with_what_is_due() {
        try (SellingHost host = host(server, IdType.INTEGER, null)) {
            assertThat(host.reports.expired()).isEqualTo(summary(2, 140, 60, 2, 2, 0, 0));

            host.pass(140);

            assertThat(host.reports.expired()).isEqualTo(summary(2, 140, 60, 2, 2, 1, 50));
        }
    }

    private static ExpiredSummary summary(
            long receipts, long granted, long expired, long users, long affected, long dueReceipts, long due) {
        return new ExpiredSummary(
                receipts, Credits.of(granted), Credits.of(expired), users, affected, dueReceipts, Credits.of(due));
    }

    @Test
    void balances_are_explained_and_the_greatest_difference_comes_first() {
        SellingHost host = kept();
        BalanceCheck unexplained = check(host, 3, 30, 0, 0, 0, 0, 30);
        assertThat(host.reports.balances(10))
                .containsExactly(
                        unexplained,
                        check(host, 1, 50, 50, 100, 80, 20, 0),
                        check(host, 2, 0, 0, 40, 0, 40, 0),
                        check(host, 4, 60, 60, 0, 0, 0, 0));
        assertThat(host.reports.balances(1)).containsExactly(unexplained);
    }

    private static BalanceCheck check(
            SellingHost host, int user, long balance, long active, long past, long spent, long expired, long rest) {
        return new BalanceCheck(
                host.account(user),
                balance,
                Credits.ZERO,
                Credits.of(active),
                Credits.of(past),
                Credits.of(spent),
                Credits.of(expired),
                rest);
    }

    @Test
    void who_lost_most_comes_first() {
        SellingHost host = kept();
        Instant first = BruteForce.expiry(daysAgo(200), 6, daysAgo(0));

        List<AffectedUser> affected = host.reports.affectedByExpiry(10);

        assertThat(affected).extracting(AffectedUser::email).containsExactly("user2@example.com", "user1@example.com");
        AffectedAccount user1 = affected.get(1).account();
        assertThat(user1).isEqualTo(new AffectedAccount(host.account(1), 50, Credits.of(20), user1.firstExpiry()));
        assertThat(user1.firstExpiry()).isBetween(first.minusSeconds(600), first);
        assertThat(host.reports.affectedByExpiry(1)).isEqualTo(affected.subList(0, 1));
    }

    @Test
    void expiry_dates_go_from_the_first_receipt_s_to_the_last_one_s() {
        SellingHost host = kept();
        Instant last = BruteForce.expiry(daysAgo(10), 6, daysAgo(0));
        assertThat(host.reports.expiryDates()).satisfies(range -> {
            assertThat(range.earliest())
                    .isEqualTo(host.reports.affectedByExpiry(2).get(1).account().firstExpiry());
            assertThat(range.latest()).isBetween(last.minusSeconds(600), last);
            assertThat(range.grants()).isEqualTo(4);
            assertThat(range.never()).isZero();
        });
    }

    @Test
    void tasks_that_succeeded_and_were_not_charged_come_with_the_newest_first() {
        SellingHost host = kept();

        List<UnchargedTask> tasks = host.reports.unchargedTasks(10);

        assertThat(tasks).extracting(UnchargedTask::task).containsExactly(task(4), task(2), task(1));
        assertThat(tasks.get(0))
                .isEqualTo(
                        new UnchargedTask(task(4), host.account(2), tasks.get(0).completedAt(), Credits.of(70)));
        assertThat(tasks.get(0).completedAt()).isBetween(daysAgo(2).minusSeconds(600), daysAgo(2));
        assertThat(tasks.get(2).calculated()).isNull();
        assertThat(host.reports.unchargedTasks(2)).isEqualTo(tasks.subList(0, 2));
    }

    private TaskId task(int number) {
        return TaskId.of(kept().host.ids().text("tasks", number));
    }

    @Test
    void receipts_that_came_since_have_no_expiry_until_one_is_given() {
        try (SellingHost host = SellingHost.with(server, SellingHost.users(1)).upgraded()) {
            host.move(1, 5);
            assertThat(host.reports.expiryDates()).isEqualTo(new ExpiryRange(null, null, 0, 1));

            host.reports.expireNow();

            assertThat(host.reports.expiryDates().never()).isZero();
        }
    }

    @Test
    void the_schema_is_checked_before_and_after_the_upgrade() {
        try (SellingHost host = SellingHost.with(server, SellingHost.users(1))) {
            assertThat(host.reports.checkSchema())
                    .hasSize(13)
                    .allSatisfy(check -> assertThat(check.state())
                            .as(check.name())
                            .isEqualTo(check.name().equals("users.credits") ? State.DIFFERENT : State.MISSING));

            host.upgraded();

            assertThat(host.reports.checkSchema())
                    .hasSize(13)
                    .allSatisfy(check ->
                            assertThat(check.state()).as(check.toString()).isEqualTo(State.PRESENT));
        }
    }

    @Test
    void what_was_changed_since_the_upgrade_is_found_different_or_missing() {
        try (SellingHost host = SellingHost.with(server, SellingHost.users(1)).upgraded()) {
            String drop = "drop index idx_tasks_credits_deducted";
            host.execute(
                    server == TestDatabase.MARIADB || server == TestDatabase.MYSQL ? drop + " on tasks" : drop,
                    "create index idx_tasks_credits_deducted on tasks (user_id, credits_deducted)",
                    "alter table tasks drop column output_duration_seconds",
                    "alter table users alter column credits set default 20");

            assertThat(host.reports.checkSchema())
                    .filteredOn(check -> check.state() != State.PRESENT)
                    .extracting(SchemaCheck::name, SchemaCheck::state, SchemaCheck::found)
                    .containsExactly(
                            tuple("tasks.output_duration_seconds", State.MISSING, null),
                            tuple("users.credits", State.DIFFERENT, "20"),
                            tuple("idx_tasks_credits_deducted", State.DIFFERENT, "tasks(user_id,credits_deducted)"));
        }
    }

    @Test
    void tables_that_are_not_upgraded_are_refused_with_what_to_ask() {
        try (SellingHost host = SellingHost.with(server, SellingHost.users(1))) {
            assertThatThrownBy(host.reports::expired)
                    .isInstanceOf(LegacyDatabaseException.class)
                    .hasMessageContaining("checkSchema()");
            assertThatThrownBy(host.reports::expireNow).isInstanceOf(LegacyDatabaseException.class);
            assertThatThrownBy(() -> host.reports.recalculate(host.account(1)))
                    .isInstanceOf(LegacyDatabaseException.class);
        }
    }

    @Test
    void connections_with_autocommit_off_are_refused() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(server.newUrl());
        config.setAutoCommit(false);
        try (HikariDataSource database = new HikariDataSource(config)) {
            assertThatThrownBy(() -> LegacyReports.on(database).checkSchema())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("autocommit off");
        }
    }

    @Test
    void limits_out_of_bounds_and_strange_ids_are_refused_or_find_nothing() {
        try (SellingHost host = host(server, IdType.INTEGER, null)) {
            assertThatThrownBy(() -> host.reports.balances(0)).hasMessage("limit must be from 1 to 10000, but was 0");
            assertThatThrownBy(() -> host.reports.affectedByExpiry(10_001))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> host.reports.unchargedTasks(-1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> host.reports.expireNow(0))
                    .hasMessage("usersAtATime must be from 1 to 10000, but was 0");
            for (String id : List.of("5", "1x", "x", "01", "1 or 1 = 1", "'; drop table users; --")) {
                assertThat(host.reports.recalculate(AccountId.of(id))).as(id).isEmpty();
                assertThat(host.reports.storeRecalculated(AccountId.of(id)))
                        .as(id)
                        .isEmpty();
            }
            assertThat(host.credits(1)).isEqualTo(50);
        }
    }
}
