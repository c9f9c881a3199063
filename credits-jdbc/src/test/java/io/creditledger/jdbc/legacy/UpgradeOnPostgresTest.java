package io.creditledger.jdbc.legacy;

import static io.creditledger.jdbc.Threads.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.creditledger.jdbc.Await;
import io.creditledger.jdbc.Database;
import io.creditledger.jdbc.TestDatabase;
import io.creditledger.jdbc.Threads;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What large databases on PostgreSQL need. */
class UpgradeOnPostgresTest {
    private static final TestDatabase SERVER = TestDatabase.POSTGRESQL;
    private static final String[] COLUMNS_AND_INDEXES = {
        "alter table credit_transactions add column expires_at timestamptz,"
                + " add column is_expired boolean not null default false, add column expired_at timestamptz",
        "create index concurrently idx_credit_transactions_expires_at on credit_transactions (expires_at)",
        "create index concurrently idx_credit_transactions_is_expired on credit_transactions (is_expired)",
        "create index concurrently idx_credit_transactions_expiry_lookup"
                + " on credit_transactions (user_id, is_expired, expires_at)"
    };

    private final HikariDataSource database = SERVER.newDatabase();
    private final LegacyUpgrade upgrade = LegacyUpgrade.of(database)
            .with(UpgradeSettings.DEFAULTS.cutover(LegacyGenerator.NOW).batchSize(2));

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void while_rows_are_moved_no_table_is_locked_and_other_users_are_served() throws SQLException {
        LegacyHost host = host();
        try (Threads threads = new Threads();
                Connection transaction = database.getConnection()) {
            transaction.setAutoCommit(false);
            Future<UpgradeState.Done> upgrading =
                    threads.start(() -> upgrade.apply(progress -> hold(transaction, progress)));
            Await.until("a batch waits for the host", () -> host.number(SERVER.countOfLockWaits()) > 0);

            assertThat(host.query("""
                            select distinct l.mode from pg_locks l join pg_class c on c.oid = l.relation
                            where l.locktype = 'relation' and l.pid <> pg_backend_pid()
                                and c.relname in ('users', 'credit_transactions', 'tasks')
                            """))
                    .extracting(row -> row.get("mode"))
                    .contains("RowShareLock")
                    .doesNotContain("AccessExclusiveLock", "ExclusiveLock", "ShareLock", "ShareRowExclusiveLock");
            TestDatabase.execute(
                    database,
                    "set lock_timeout = '5s'",
                    "update users set credits = credits + 1 where id = 6",
                    "insert into credit_transactions (id, user_id, amount, created_at) values (900001, 3, 5, now())");

            transaction.rollback();
            transaction.setAutoCommit(true);
            assertThat(result(upgrading).users()).isEqualTo(6);
        }
    }

    /** Holds a user of the second batch. */
    private static void hold(Connection transaction, UpgradeProgress progress) {
        try {
            if (progress.usersDone() == 2) {
                TestDatabase.execute(transaction, "update users set credits = 0 where id = 4");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void indexes_that_were_made_beforehand_are_found() {
        host();
        TestDatabase.execute(database, COLUMNS_AND_INDEXES);

        assertThat(upgrade.apply().users()).isEqualTo(6);
    }

    @Test
    void columns_and_indexes_made_beforehand_for_the_upgrade_go_with_it() {
        LegacyHost host = host();
        LegacyDump before = LegacyDump.of(host);
        TestDatabase.execute(
                database,
                LegacyScript.upgrade(Database.POSTGRESQL).statements().get(0),
                "insert into credit_upgrade (batch_size, cutover, found)"
                        + " values (2, timestamptz '2025-09-30 00:00:00+00', '')");
        TestDatabase.execute(database, COLUMNS_AND_INDEXES);
        upgrade.apply();

        upgrade.rollback();

        assertThat(LegacyDump.of(host)).isEqualTo(before);
    }

    @Test
    void an_index_that_could_not_be_made_is_named() {
        host();
        TestDatabase.execute(
                database,
                COLUMNS_AND_INDEXES[0],
                COLUMNS_AND_INDEXES[1],
                "update pg_index set indisvalid = false"
                        + " where indexrelid = 'idx_credit_transactions_expires_at'::regclass");

        assertThatThrownBy(upgrade::apply)
                .isInstanceOf(LegacyUpgradeException.class)
                .hasMessageContainingAll("idx_credit_transactions_expires_at is not valid", "run it again");

        TestDatabase.execute(database, "drop index idx_credit_transactions_expires_at");
        assertThat(upgrade.apply().users()).isEqualTo(6);
    }

    @Test
    void a_zone_with_summer_time_is_read_by_its_rules() {
        LegacyHost host = LegacyHost.create(SERVER, database, IdType.INTEGER, ZoneId.of("Europe/Berlin"));
        host.insert(new LegacyRows(
                List.of(),
                List.of(
                        new LegacyRows.Transaction(1, 1, 5L, Instant.parse("2025-07-15T22:30:00Z")),
                        new LegacyRows.Transaction(2, 1, 5L, Instant.parse("2025-12-31T23:30:00Z"))),
                List.of()));

        upgrade.with(UpgradeSettings.DEFAULTS.zone(ZoneId.of("Europe/Berlin"))).apply();

        assertThat(host.query("select to_char(expires_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as at"
                        + " from credit_transactions order by id"))
                .extracting(row -> row.get("at"))
                .containsExactly("2026-01-15 22:30", "2026-06-30 23:30");
    }

    private LegacyHost host() {
        return LegacyHost.create(
                SERVER, database, LegacyGenerator.dirty(71, 6, 8).rows());
    }
}
