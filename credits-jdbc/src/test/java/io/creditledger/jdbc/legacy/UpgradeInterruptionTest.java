package io.creditledger.jdbc.legacy;

import static io.creditledger.jdbc.Threads.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.creditledger.jdbc.Await;
import io.creditledger.jdbc.EveryDatabase;
import io.creditledger.jdbc.TestDatabase;
import io.creditledger.jdbc.Threads;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An upgrade, or its rollback, that is interrupted anywhere and run again ends as if it had not been. */
@EveryDatabase
class UpgradeInterruptionTest {
    static final UpgradeSettings SETTINGS =
            UpgradeSettings.DEFAULTS.cutover(LegacyGenerator.NOW).batchSize(2);
    private static final int NODES = 4;
    private static final int MANY = 20;
    private static final int KILLS = 2;
    private static final int NEWCOMER = 1_000;

    private final TestDatabase server;
    private final HikariDataSource database;
    private final LegacyHost host;
    private final LegacyDump before;

    UpgradeInterruptionTest(TestDatabase server, @TempDir Path folder) {
        this.server = server;
        database = server == TestDatabase.H2 ? inFile(folder) : server.newDatabase();
        host = LegacyHost.create(
                server, database, LegacyGenerator.dirty(31, 7, 8).rows());
        before = LegacyDump.of(host);
    }

    /** So that other processes can upgrade it, too. */
    private static HikariDataSource inFile(Path folder) {
        HikariDataSource database = new HikariDataSource();
        database.setMinimumIdle(0);
        database.setJdbcUrl("jdbc:h2:file:" + folder.resolve("host") + ";WRITE_DELAY=0");
        return database;
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** Each run gets one statement further than the one before it. */
    @Test
    void runs_that_are_cut_before_each_of_their_statements_in_turn_are_finished_by_the_next() {
        LegacyDump upgraded = upgradedAndRolledBack();
        int statement = 1;
        for (CutConnection cut = cut(statement, LegacyUpgrade::apply);
                cut.happened();
                cut = cut(statement, LegacyUpgrade::apply)) {
            statement++;
        }
        assertThat(statement).as("statements").isGreaterThan(MANY);
        assertThat(LegacyDump.of(host)).isEqualTo(upgraded);
    }

    @Test
    void rollbacks_that_are_cut_before_each_of_their_statements_in_turn_are_finished_by_the_next() {
        upgrade().apply();
        int statement = 1;
        for (CutConnection cut = cut(statement, LegacyUpgrade::rollback);
                cut.happened();
                cut = cut(statement, LegacyUpgrade::rollback)) {
            statement++;
        }
        assertThat(statement).as("statements").isGreaterThan(5);
        assertThat(LegacyDump.of(host)).isEqualTo(before);
    }

    /** The new default is given from the moment on at which nobody is moved any more. */
    @Test
    void who_signs_up_between_an_interruption_and_the_next_run_keeps_a_hundred_or_never_had_them() {
        int statement = 1;
        boolean happened = true;
        while (happened) {
            happened = cut(statement, LegacyUpgrade::apply).happened();
            signUp();
            long given = credits(NEWCOMER);

            upgrade().apply();

            assertThat(List.of(given, credits(NEWCOMER)))
                    .as("cut before statement %s", statement)
                    .isIn(List.of(10L, 0L), List.of(10L, 10L), List.of(100L, 100L));
            upgrade().rollback();
            TestDatabase.execute(database, "delete from users where id = " + NEWCOMER);
            statement++;
        }
        assertThat(statement).as("statements").isGreaterThan(MANY);
    }

    private void signUp() {
        TestDatabase.execute(database, "insert into users (id, email) values (" + NEWCOMER + ", 'new@example.com')");
    }

    private long credits(int user) {
        return Objects.requireNonNull(host.credits().get("" + user));
    }

    @Test
    void an_upgrade_that_was_cut_anywhere_can_be_rolled_back_at_once() {
        SplittableRandom random = new SplittableRandom(32);
        for (int cuts = 0; cuts < 4; cuts++) {
            cut(1 + random.nextInt(MANY + 5), LegacyUpgrade::apply);

            upgrade().rollback();

            assertThat(LegacyDump.of(host)).isEqualTo(before);
        }
    }

    @Test
    void a_process_that_halts_in_the_middle_is_followed_up_by_the_next(@TempDir Path folder)
            throws IOException, InterruptedException {
        KillPoints points = new KillPoints();
        LegacyUpgrade.of(points.on(database)).with(SETTINGS).apply();
        LegacyDump upgraded = LegacyDump.of(host);
        upgrade().rollback();

        for (int call : points.draw(KILLS)) {
            closeFile();
            assertThat(runUntilHalt(call))
                    .as("before call %s, %s", call, points)
                    .isEqualTo(UpgradingProcess.HALTED);
            expiryFindsNothing(points);
        }

        upgrade().apply();
        assertThat(LegacyDump.of(host)).as(points::toString).isEqualTo(upgraded);
    }

    /** Nothing expires before the upgrade is finished. */
    private void expiryFindsNothing(KillPoints points) {
        LegacyReports reports = LegacyReports.on(database);
        if (upgrade().state() instanceof UpgradeState.InProgress
                && reports.checkSchema().stream()
                        .allMatch(check ->
                                check.name().equals("users.credits") || check.state() == SchemaCheck.State.PRESENT)) {
            assertThat(reports.expireNow()).as(points::toString).isEqualTo(LegacySweep.NOTHING);
        }
    }

    /** H2 lets only one process at a time work on a file. */
    private void closeFile() {
        database.getHikariPoolMXBean().softEvictConnections();
        Await.until(
                "no connection is open", () -> database.getHikariPoolMXBean().getTotalConnections() == 0);
    }

    private int runUntilHalt(int call) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-XX:TieredStopAtLevel=1",
                        UpgradingProcess.class.getName(),
                        database.getJdbcUrl(),
                        String.valueOf(call))
                .redirectError(Redirect.INHERIT)
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void nodes_that_start_at_once_upgrade_it_once_and_roll_it_back_once() {
        LegacyDump upgraded = upgradedAndRolledBack();

        together(() -> upgrade().apply());
        assertThat(LegacyDump.of(host)).isEqualTo(upgraded);

        together(() -> {
            upgrade().rollback();
            return "done";
        });
        assertThat(LegacyDump.of(host)).isEqualTo(before);
    }

    private static void together(Callable<?> work) {
        CyclicBarrier barrier = new CyclicBarrier(NODES);
        List<Future<Object>> nodes = new ArrayList<>();
        try (Threads threads = new Threads()) {
            for (int node = 0; node < NODES; node++) {
                nodes.add(threads.start(() -> {
                    barrier.await(30, TimeUnit.SECONDS);
                    return work.call();
                }));
            }
            assertThat(nodes).allSatisfy(node -> assertThat(result(node)).isNotNull());
        }
    }

    /** Nobody here has overdrawn, so that what is added is in the balance, whether it came before or after its user was moved. */
    @Test
    void what_the_host_writes_meanwhile_is_not_lost() {
        HostWrites.cover(host);
        upgrade().apply();
        Map<String, @Nullable Long> expected = host.credits();
        upgrade().rollback();
        quietWhileH2ReplacesTables();
        AtomicBoolean done = new AtomicBoolean();
        try (Threads threads = new Threads()) {
            Future<Map<String, Long>> writing = threads.start(() -> HostWrites.until(host, done::get));
            upgrade().apply();
            done.set(true);
            result(writing).forEach((user, credits) -> expected.merge(user, credits, Long::sum));
        }
        assertThat(host.credits()).isEqualTo(expected);
        upgrade().apply();
        assertThat(host.query("select id from credit_transactions where amount > 0 and expires_at is null"))
                .isEmpty();
    }

    /** H2 makes a new table when it adds a column, and what is written to the old one is lost. */
    private void quietWhileH2ReplacesTables() {
        if (server == TestDatabase.H2) {
            assertThat(cut(CutConnection.before("insert into credit_upgrade_counted"), LegacyUpgrade::apply)
                            .happened())
                    .isTrue();
        }
    }

    private LegacyDump upgradedAndRolledBack() {
        upgrade().apply();
        LegacyDump upgraded = LegacyDump.of(host);
        upgrade().rollback();
        return upgraded;
    }

    private interface Work {
        void of(LegacyUpgrade upgrade);
    }

    private CutConnection cut(int statement, Work work) {
        return cut(CutConnection.before(statement), work);
    }

    private CutConnection cut(CutConnection cut, Work work) {
        try {
            work.of(LegacyUpgrade.of(cut.on(database)).with(SETTINGS));
        } catch (LegacyUpgradeException e) {
            assertThat(e).hasMessageContaining("the connection was cut");
        }
        return cut;
    }

    private LegacyUpgrade upgrade() {
        return LegacyUpgrade.of(database).with(SETTINGS);
    }
}
