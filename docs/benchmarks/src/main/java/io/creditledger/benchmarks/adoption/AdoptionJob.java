package io.creditledger.benchmarks.adoption;

import io.creditledger.benchmarks.Findings;
import io.creditledger.jdbc.JdbcCreditLedger;
import io.creditledger.jdbc.legacy.AdoptionSettings;
import io.creditledger.jdbc.legacy.LegacyAdoption;
import io.creditledger.jdbc.legacy.LegacyUpgrade;
import io.creditledger.jdbc.legacy.UpgradeSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is measured, as a main class for a process of its own. Its arguments are the job, the database's URL and what the job
 * needs.
 */
final class AdoptionJob {
    static final String ADOPT = "adopt";
    static final String ADOPT_WATCHED = "adopt-watched";
    static final String FLOOR = "floor";
    static final String UPGRADE = "upgrade";
    static final String PLAN = "plan";

    static final String MOST_HEAP = "most heap after a collection";

    /** The end of the generated history, so that every run does the same. */
    private static final Instant CUTOVER = Instant.parse("2025-10-01T00:00:00Z");

    static final AdoptionSettings SETTINGS = AdoptionSettings.adjusting().withCutover(CUTOVER);

    private AdoptionJob() {}

    /** What takes the time that is measured. */
    private interface Work {
        void run() throws SQLException, IOException;
    }

    public static void main(String... arguments) throws SQLException, IOException {
        run(List.of(arguments)).print(System.out);
    }

    static Findings run(List<String> command) throws SQLException, IOException {
        try (HeapWatch heap = HeapWatch.begin()) {
            Map<String, Double> found =
                    new HashMap<>(run(command.get(0), command.get(1), command.subList(2, command.size())));
            found.put(MOST_HEAP, heap.mostAfterCollection());
            return new Findings(found);
        }
    }

    private static Map<String, Double> run(String job, String url, List<String> arguments)
            throws SQLException, IOException {
        return switch (job) {
            case ADOPT -> adopt(url);
            case ADOPT_WATCHED -> adoptWatched(url);
            case FLOOR -> insert(url, Insertion.valueOf(arguments.get(0)), Path.of(arguments.get(1)));
            case PLAN -> plan(url);
            case UPGRADE -> upgrade(url);
            default -> throw new IllegalArgumentException("there is no job " + job);
        };
    }

    private static Map<String, Double> adopt(String url) throws SQLException, IOException {
        try (JdbcCreditLedger ledger = ledger(url)) {
            return measured(LegacyAdoption.into(ledger, SETTINGS)::adopt);
        }
    }

    private static Map<String, Double> adoptWatched(String url) throws SQLException, IOException {
        try (TimeShares shares = TimeShares.ofThisThread()) {
            Map<String, Double> found = new HashMap<>(adopt(url));
            for (TimeShares.Part part : TimeShares.Part.values()) {
                found.put(part.share(), shares.of(part));
            }
            return found;
        }
    }

    private static Map<String, Double> plan(String url) throws SQLException, IOException {
        try (JdbcCreditLedger ledger = ledger(url)) {
            return measured(LegacyAdoption.into(ledger, SETTINGS)::plan);
        }
    }

    private static Map<String, Double> insert(String url, Insertion insertion, Path folder)
            throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection(url + "&stringtype=unspecified");
                Floor floor = new Floor(connection, insertion, folder)) {
            return measured(() -> floor.insert(SETTINGS.batchSize()));
        }
    }

    private static Map<String, Double> upgrade(String url) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection(url)) {
            LegacyUpgrade upgrade = LegacyUpgrade.of(connection).with(UpgradeSettings.DEFAULTS.cutover(CUTOVER));
            return measured(upgrade::apply);
        }
    }

    private static JdbcCreditLedger ledger(String url) {
        return JdbcCreditLedger.at(url).clock(InstantSource.fixed(CUTOVER)).build();
    }

    private static Map<String, Double> measured(Work work) throws SQLException, IOException {
        long begun = System.nanoTime();
        work.run();
        return Map.of(
                Findings.SECONDS, Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1_000.0);
    }
}
