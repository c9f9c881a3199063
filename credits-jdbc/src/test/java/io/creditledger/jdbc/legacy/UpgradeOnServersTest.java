package io.creditledger.jdbc.legacy;

import static io.creditledger.jdbc.Threads.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.creditledger.jdbc.Await;
import io.creditledger.jdbc.TestDatabase;
import io.creditledger.jdbc.Threads;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What happens within a batch, on the databases that move users in batches. */
@ParameterizedClass
@MethodSource("servers")
class UpgradeOnServersTest {
    private final TestDatabase server;
    private final HikariDataSource database;
    private final LegacyHost host;
    private final LegacyUpgrade upgrade;

    UpgradeOnServersTest(TestDatabase server) {
        this.server = server;
        database = server.newDatabase();
        host = LegacyHost.create(
                server, database, LegacyGenerator.dirty(91, 7, 8).rows());
        upgrade = LegacyUpgrade.of(database)
                .with(UpgradeSettings.DEFAULTS.cutover(LegacyGenerator.NOW).batchSize(2));
    }

    static Stream<TestDatabase> servers() {
        return TestDatabase.present().stream().filter(server -> server != TestDatabase.H2);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_session_that_is_killed_within_a_batch_leaves_nothing_of_that_batch() throws SQLException {
        upgrade.apply();
        LegacyDump upgraded = LegacyDump.of(host);
        upgrade.rollback();
        try (Threads threads = new Threads();
                Connection transaction = database.getConnection()) {
            transaction.setAutoCommit(false);
            Future<Boolean> killed = threads.start(() -> failsToUpgrade(transaction));
            killWaiting();
            assertThat(result(killed)).isTrue();
            transaction.rollback();
            transaction.setAutoCommit(true);
        }
        assertThat(host.query("select * from credit_upgrade_balance")).hasSize(2);
        assertThat(upgrade.state())
                .isEqualTo(new UpgradeState.InProgress(
                        UpgradeSettings.DEFAULTS.cutover(LegacyGenerator.NOW).batchSize(2), new UpgradeProgress(2, 7)));

        upgrade.apply();

        assertThat(LegacyDump.of(host)).isEqualTo(upgraded);
    }

    /** The host holds a user of the second batch. */
    private boolean failsToUpgrade(Connection transaction) {
        try {
            upgrade.apply(progress -> hold(transaction));
            return false;
        } catch (LegacyUpgradeException e) {
            return true;
        }
    }

    private static void hold(Connection transaction) {
        try {
            TestDatabase.execute(transaction, "update users set credits = 1 where id = 3");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void killWaiting() {
        Await.until("the upgrade waits for the host", () -> host.number(server.countOfLockWaits()) > 0);
        TestDatabase.execute(database, server.killing(host.number(server.sessionsAtWork())));
    }
}
