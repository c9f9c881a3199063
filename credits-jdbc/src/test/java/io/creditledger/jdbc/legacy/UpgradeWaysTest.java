package io.creditledger.jdbc.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.creditledger.jdbc.Database;
import io.creditledger.jdbc.EveryDatabase;
import io.creditledger.jdbc.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The same script, run in each of the ways that there are, does the same. */
@EveryDatabase
class UpgradeWaysTest {
    private final TestDatabase server;
    private final HikariDataSource database;
    private final LegacyHost host;
    private final LegacyDump before;

    UpgradeWaysTest(TestDatabase server) {
        this.server = server;
        database = server.newDatabase();
        host = LegacyHost.create(
                server, database, LegacyGenerator.dirty(61, 12, 8).rows());
        before = LegacyDump.of(host);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void on_a_data_source_on_a_connection_and_statement_by_statement_it_is_the_same() throws SQLException {
        LegacyUpgrade.of(database).with(settings()).apply();
        LegacyDump upgraded = LegacyDump.of(host);
        LegacyUpgrade.of(database).rollback();

        try (Connection connection = database.getConnection()) {
            LegacyUpgrade.of(connection).with(settings()).apply();
            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(LegacyDump.of(host)).isEqualTo(upgraded);
            LegacyUpgrade.of(connection).rollback();
            assertThat(LegacyDump.of(host)).isEqualTo(before);

            choose(settings());
            executeAll(connection, LegacyScript.upgrade(kind()));
            executeAll(connection, LegacyScript.upgrade(kind()));
            assertThat(LegacyDump.of(host)).isEqualTo(upgraded);
            executeAll(connection, LegacyScript.rollback(kind()));
            executeAll(connection, LegacyScript.rollback(kind()));
        }
        assertThat(LegacyDump.of(host)).isEqualTo(before);
    }

    @Test
    void a_host_s_own_flyway_can_run_it_among_its_own_migrations() {
        LegacyUpgrade.of(database).with(settings()).apply();
        LegacyDump upgraded = LegacyDump.of(host);
        LegacyUpgrade.of(database).rollback();
        choose(settings());

        Flyway flyway = hostFlyway();
        flyway.migrate();

        assertThat(versions(flyway)).containsExactly("1", "20250930");
        assertThat(host.rows("users")).isEqualTo(upgraded.rows().get("users"));
        assertThat(host.rows("tasks")).isEqualTo(upgraded.rows().get("tasks"));
        assertThat(host.rows("credit_transactions")).isEqualTo(upgraded.rows().get("credit_transactions"));
        assertThat(host.rows("credit_upgrade_balance"))
                .isEqualTo(upgraded.rows().get("credit_upgrade_balance"));
        assertThat(LegacyUpgrade.of(database).state()).isInstanceOf(UpgradeState.Done.class);
    }

    @Test
    void a_host_s_own_flyway_finds_it_done_where_it_was_done_by_a_call() {
        LegacyUpgrade.of(database).with(settings()).apply();
        LegacyDump upgraded = LegacyDump.of(host);

        Flyway flyway = hostFlyway();
        flyway.migrate();

        assertThat(versions(flyway)).containsExactly("1", "20250930");
        assertThat(host.rows("credit_upgrade_balance"))
                .isEqualTo(upgraded.rows().get("credit_upgrade_balance"));
        assertThat(host.rows("users")).isEqualTo(upgraded.rows().get("users"));
    }

    private Flyway hostFlyway() {
        return Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration", "classpath:io/creditledger/legacy/" + folder())
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load();
    }

    private static List<String> versions(Flyway flyway) {
        return Arrays.stream(flyway.info().applied())
                .map(MigrationInfo::getVersion)
                .map(String::valueOf)
                .filter(version -> !version.equals("0"))
                .toList();
    }

    /** As a host chooses that runs the script by itself. */
    private void choose(UpgradeSettings settings) {
        String cutover = switch (server) {
            case POSTGRESQL, H2 -> "timestamp with time zone '2025-09-30 00:00:00+00'";
            case MARIADB, MYSQL -> "'2025-09-30 00:00:00'";
        };
        TestDatabase.execute(
                database,
                LegacyScript.upgrade(kind()).statements().get(0),
                "insert into credit_upgrade (batch_size, cutover) values (" + settings.batchSize() + ", " + cutover
                        + ")");
    }

    private static UpgradeSettings settings() {
        return UpgradeSettings.DEFAULTS.cutover(LegacyGenerator.NOW).batchSize(5);
    }

    private static void executeAll(Connection connection, LegacyScript script) throws SQLException {
        TestDatabase.execute(connection, script.statements().toArray(String[]::new));
    }

    private Database kind() {
        return Database.valueOf(server.name());
    }

    private String folder() {
        return server == TestDatabase.MARIADB ? "mysql" : server.name().toLowerCase(Locale.ROOT);
    }
}
