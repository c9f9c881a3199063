package io.creditledger.jdbc.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.creditledger.jdbc.EveryDatabase;
import io.creditledger.jdbc.TestDatabase;
import io.creditledger.jdbc.legacy.LegacyRows.Transaction;
import io.creditledger.jdbc.legacy.LegacyRows.User;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is left of an upgrade that was rolled back. */
@EveryDatabase
class UpgradeRollbackTest {
    private final TestDatabase server;
    private final HikariDataSource database;
    private final LegacyUpgrade upgrade;

    UpgradeRollbackTest(TestDatabase server) {
        this.server = server;
        database = server.newDatabase();
        upgrade = LegacyUpgrade.of(database).with(UpgradeSettings.DEFAULTS.cutover(LegacyGenerator.NOW));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"VARCHAR", "UUID"})
    void schema_and_rows_are_as_before(IdType ids) {
        LegacyHost host = LegacyHost.create(server, database, ids, ZoneOffset.UTC);
        host.insert(LegacyGenerator.dirty(51, 20, 8).rows());
        LegacyDump before = LegacyDump.of(host);
        upgrade.apply();
        assertThat(LegacyDump.of(host)).isNotEqualTo(before);

        upgrade.rollback();

        assertThat(LegacyDump.of(host)).isEqualTo(before);
        assertThat(upgrade.state()).isEqualTo(new UpgradeState.NotUpgraded());
    }

    @Test
    void a_second_rollback_takes_nothing_that_the_host_has_made_since() {
        LegacyHost host = LegacyHost.create(
                server, database, LegacyGenerator.dirty(52, 5, 8).rows());
        upgrade.apply();
        upgrade.rollback();
        TestDatabase.execute(
                database,
                "alter table tasks add column credits_deducted boolean",
                "create index idx_tasks_credits_deducted on tasks (credits_deducted)",
                "alter table users alter column credits set default 55");
        LegacyDump since = LegacyDump.of(host);

        upgrade.rollback();

        assertThat(LegacyDump.of(host)).isEqualTo(since);
    }

    @Test
    void columns_and_indexes_that_were_there_before_stay() {
        LegacyHost host = LegacyHost.create(
                server, database, LegacyGenerator.dirty(53, 5, 8).rows());
        TestDatabase.execute(
                database,
                "alter table tasks add column credits_calculated integer",
                "create index idx_tasks_credits_deducted on tasks (credits_calculated)");
        LegacyDump before = LegacyDump.of(host);
        upgrade.apply();

        upgrade.rollback();

        assertThat(LegacyDump.of(host)).isEqualTo(before);
    }

    @Test
    void what_has_moved_since_the_upgrade_is_in_the_balance_of_before() {
        LegacyHost host = LegacyHost.create(
                server,
                database,
                new LegacyRows(
                        List.of(
                                new User(1, 70L),
                                new User(2, 40L),
                                new User(3, null),
                                new User(4, -8L),
                                new User(5, 3L)),
                        List.of(
                                new Transaction(1, 1, 70L, Instant.parse("2025-01-31T12:00:00Z")),
                                new Transaction(2, 2, 40L, Instant.parse("2025-09-01T12:00:00Z")),
                                new Transaction(3, 3, 5L, Instant.parse("2025-09-01T12:00:00Z")),
                                new Transaction(4, 5, 90L, Instant.parse("2025-09-01T12:00:00Z"))),
                        List.of()));
        upgrade.apply();
        assertThat(host.credits())
                .containsEntry("1", 0L)
                .containsEntry("2", 40L)
                .containsEntry("3", 5L)
                .containsEntry("4", 0L)
                .containsEntry("5", 90L);
        TestDatabase.execute(
                database,
                "update users set credits = credits + 25 where id = 1",
                "update users set credits = credits - 30 where id = 2",
                "update credit_upgrade_balance set expired_later = 10 where user_id = 2",
                "update users set credits = credits + 1 where id = 4",
                "update users set credits = credits - 60 where id = 5");

        upgrade.rollback();

        assertThat(host.credits())
                .as("25 more")
                .containsEntry("1", 95L)
                .as("20 spent and 10 expired, which are given back")
                .containsEntry("2", 20L)
                .as("nothing moved")
                .containsEntry("3", null)
                .as("1 more")
                .containsEntry("4", -7L)
                .as("60 spent of 90, of which only 3 were there before")
                .containsEntry("5", 0L);
    }

    @Test
    void a_user_who_came_later_keeps_the_balance() {
        LegacyHost host = LegacyHost.create(
                server, database, LegacyGenerator.dirty(54, 5, 8).rows());
        upgrade.apply();
        TestDatabase.execute(database, "insert into users (id, email) values (9, 'new@example.com')");
        upgrade.apply();
        TestDatabase.execute(database, "insert into users (id, email) values (10, 'newer@example.com')");

        upgrade.rollback();

        assertThat(host.credits()).containsEntry("9", 100L).containsEntry("10", 100L);
    }

    @Test
    void where_there_was_no_upgrade_nothing_happens() {
        LegacyHost host = LegacyHost.create(
                server, database, LegacyGenerator.dirty(55, 5, 8).rows());
        LegacyDump before = LegacyDump.of(host);

        upgrade.rollback();

        assertThat(LegacyDump.of(host)).isEqualTo(before);
    }
}
