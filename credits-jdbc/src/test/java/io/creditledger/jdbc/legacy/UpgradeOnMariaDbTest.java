package io.creditledger.jdbc.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.creditledger.jdbc.Database;
import io.creditledger.jdbc.TestDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What MariaDB has of its own. */
class UpgradeOnMariaDbTest {
    private static final UpgradeSettings SETTINGS = UpgradeSettings.DEFAULTS.cutover(LegacyGenerator.NOW);

    private final HikariDataSource database = TestDatabase.MARIADB.newDatabase();
    private final LegacyUpgrade upgrade = LegacyUpgrade.of(database).with(SETTINGS);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void the_server_s_own_index_of_a_foreign_key_stays() {
        LegacyHost host = LegacyHost.create(
                TestDatabase.MARIADB, database, LegacyGenerator.clean(81, 5, 5).rows());
        TestDatabase.execute(
                database,
                "drop index host_transactions_of_user on credit_transactions",
                "alter table credit_transactions add constraint of_user foreign key (user_id) references users (id)");
        LegacyDump before = LegacyDump.of(host);

        upgrade.apply();
        assertThat(host.query("show index from credit_transactions where key_name = 'of_user'"))
                .hasSize(1);
        upgrade.rollback();

        assertThat(LegacyDump.of(host)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"latin1_swedish_ci", "utf8mb4_bin"})
    void the_host_s_collation_does_not_matter(String collation) {
        TestDatabase.execute(database, "alter database collate " + collation);
        LegacyHost host = LegacyHost.create(TestDatabase.MARIADB, database, IdType.VARCHAR, ZoneOffset.UTC);
        host.insert(LegacyGenerator.dirty(82, 5, 5).rows());
        LegacyDump before = LegacyDump.of(host);

        assertThat(upgrade.apply().users()).isEqualTo(5);
        upgrade.rollback();

        assertThat(LegacyDump.of(host)).isEqualTo(before);
    }

    @Test
    void a_zone_that_the_server_does_not_know_stops_the_upgrade_before_it_writes() throws SQLException {
        LegacyHost host = LegacyHost.create(TestDatabase.MARIADB, database, IdType.BIGINT, ZoneId.of("Europe/Berlin"));
        host.insert(LegacyGenerator.clean(83, 5, 5).rows());
        var credits = host.credits();

        try (Connection connection = database.getConnection()) {
            assertThatThrownBy(() -> LegacyUpgrade.of(connection)
                            .with(SETTINGS.zone(ZoneId.of("Europe/Berlin")))
                            .apply())
                    .isInstanceOf(LegacyUpgradeException.class)
                    .hasMessageContaining("load its time zone tables, or use an offset like +02:00");
            TestDatabase.execute(connection, "create table session_zone as select @@session.time_zone as zone");
        }

        assertThat(host.credits()).isEqualTo(credits);
        assertThat(host.query("select * from credit_upgrade_balance")).isEmpty();
        assertThat(host.query("select * from session_zone").get(0)).containsEntry("zone", "SYSTEM");
    }

    @Test
    void the_mysql_client_runs_the_same_files() throws IOException, InterruptedException {
        LegacyHost host = LegacyHost.create(
                TestDatabase.MARIADB, database, LegacyGenerator.dirty(84, 12, 8).rows());
        LegacyDump before = LegacyDump.of(host);
        upgrade.apply();
        LegacyDump upgraded = LegacyDump.of(host);
        upgrade.rollback();
        TestDatabase.execute(
                database,
                LegacyScript.upgrade(Database.MARIADB).statements().get(0),
                "insert into credit_upgrade (cutover) values ('2025-09-30 00:00:00')");

        run("io/creditledger/legacy/mysql/V20250930__expiring_credits.sql");
        assertThat(LegacyDump.of(host)).isEqualTo(upgraded);
        run("io/creditledger/legacy-rollback/mysql/20250930.sql");
        assertThat(LegacyDump.of(host)).isEqualTo(before);
    }

    private void run(String script) throws IOException, InterruptedException {
        PageShell.MYSQL.execute("mysql shop < " + script, database);
    }
}
