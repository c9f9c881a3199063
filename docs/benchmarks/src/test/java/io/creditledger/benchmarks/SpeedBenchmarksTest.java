package io.creditledger.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.creditledger.benchmarks.charging.BalanceBenchmark;
import io.creditledger.benchmarks.charging.ChargingBenchmark;
import io.creditledger.benchmarks.charging.GrowthBenchmark;
import io.creditledger.benchmarks.charging.SweepBenchmark;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are much too short to say anything, but go all the way. */
class SpeedBenchmarksTest {
    private static final PrintStream NOWHERE =
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);

    @TempDir
    private static Path folder;

    private static PostgresServer postgres;

    @BeforeAll
    static void start() {
        postgres = PostgresServer.start(folder.resolve("postgres"), "off");
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Test
    void charging_compares_every_mode_with_what_is_written_by_hand_under_each_load() {
        Report report = run(new ChargingBenchmark(), "accounts=10,1", "callers=2", "floor=jdbc");

        assertThat(report.groups()).containsExactly("10 accounts, 2 callers", "one hot account, 2 callers");
        assertThat(report.series("10 accounts, 2 callers"))
                .extracting(Series::name)
                .containsExactly(
                        "floor",
                        "usual ledger by hand",
                        "same protocol by hand",
                        "direct",
                        "direct, nothing remembered",
                        "grouped",
                        "grouped, 16 under way",
                        "bulk, grouped",
                        "bulk, one thread");
        assertThat(report.series()).allSatisfy(series -> {
            assertThat(series.median()).isPositive();
            assertThat(series.beside().values())
                    .hasSize(series.name().startsWith("bulk") ? 0 : 3)
                    .allMatch(measured -> measured > 0);
        });
        assertThat(report.ratios())
                .extracting(Ratio::name)
                .contains(
                        "10 accounts, 2 callers: direct / same protocol by hand",
                        "one hot account, 2 callers: direct / usual ledger by hand");
        assertThat(report.facts())
                .extracting(Fact::name)
                .containsExactly(
                        "10 accounts, 2 callers: direct, nothing remembered / direct",
                        "10 accounts, 2 callers: direct, nothing remembered / usual ledger by hand",
                        "one hot account, 2 callers: direct, nothing remembered / direct",
                        "one hot account, 2 callers: direct, nothing remembered / usual ledger by hand",
                        "10 accounts, 2 callers: grouped, 16 under way / floor");
        assertThat(report.conditions()).containsEntry("Floor", "through JDBC");
    }

    @Test
    void a_balance_is_compared_with_the_query_that_it_is() {
        Report report = run(new BalanceBenchmark(), "accounts=10", "callers=2", "floor=jdbc");

        assertThat(report.ratios())
                .extracting(Ratio::name)
                .containsExactly("10 accounts, 2 callers: balance of the ledger / same query through JDBC");
    }

    @Test
    void a_sweep_is_compared_with_a_script_that_writes_the_same_rows() {
        Report report = run(new SweepBenchmark(), "accounts=30", "grants=3");

        assertThat(report.series())
                .hasSize(2)
                .allSatisfy(series -> assertThat(series.median()).isPositive());
        assertThat(report.ratios())
                .extracting(Ratio::name)
                .containsExactly("sweep of the ledger / one set-based script");
    }

    @Test
    void growing_ledgers_are_compared_with_new_ones_whether_or_not_they_remember_accounts() {
        Report report = run(new GrowthBenchmark(), "entries=20000", "grants=20", "accounts=200", "callers=2");

        assertThat(report.groups())
                .containsExactly(
                        "200 accounts, 2 callers, remembered",
                        "200 accounts, 2 callers, nothing remembered",
                        "100 accounts, 2 callers, remembered",
                        "100 accounts, 2 callers, nothing remembered");
        assertThat(report.ratios())
                .extracting(Ratio::name)
                .containsExactly(
                        "cost of a charge, remembered: 20,000 entries / new accounts",
                        "cost of a charge, nothing remembered: 20,000 entries / new accounts",
                        "cost of a charge, remembered: 20 open grants / 1 open grant",
                        "cost of a charge, nothing remembered: 20 open grants / 1 open grant");
    }

    @Test
    void charging_in_memory_needs_no_server() throws Exception {
        Settings small = Settings.parse(List.of("charges=1000", "rounds=1", "heap=128", "results=" + folder));

        Report report = Benchmarks.run("memory", small, NOWHERE).get(0);

        assertThat(report.series())
                .hasSize(2)
                .allSatisfy(series -> assertThat(series.median()).isPositive());
        assertThat(new ReportFiles(folder).read("memory")).isEqualTo(report);
        assertThat(Files.readString(folder.resolve("memory.svg"))).contains(report.title());
    }

    @Test
    void charging_runs_on_other_databases() {
        Settings small = Settings.parse(List.of(
                "database=h2",
                "data=disk",
                "accounts=10",
                "callers=2",
                "rounds=1",
                "seconds=0.2",
                "warmup=0.02",
                "compiling=0.1",
                "results=" + folder));

        Report report = Benchmarks.run("charging", small, NOWHERE).get(0);

        assertThat(report.series())
                .extracting(Series::name)
                .containsExactly(
                        "floor",
                        "usual ledger by hand",
                        "direct",
                        "direct, nothing remembered",
                        "grouped",
                        "grouped, 16 under way",
                        "bulk, grouped",
                        "bulk, one thread");
        assertThat(report.conditions()).containsKey("H2");
        assertThat(report.ratios()).isEmpty();
        assertThat(folder.resolve("charging-h2-disk.json")).exists();
    }

    @Test
    void what_runs_on_postgresql_alone_says_so() {
        Settings h2 = Settings.parse(List.of("database=h2", "data=disk"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Benchmarks.run("sweep", h2, NOWHERE))
                .withMessageContaining("PostgreSQL alone")
                .withMessageContaining("H2");
    }

    private static Report run(Benchmark benchmark, String... settings) {
        List<String> small = new ArrayList<>(List.of(settings));
        small.add("rounds=1");
        if (benchmark.settings().contains("seconds")) {
            small.addAll(List.of("seconds=0.2", "warmup=0.02"));
        }
        if (benchmark.settings().contains("compiling")) {
            small.add("compiling=0.1");
        }
        return benchmark.run(Settings.parse(small), new Machine(postgres, DataPlace.DISK, 0, NOWHERE));
    }
}
