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
import java.util.Arrays;
import java.util.List;

/** What is measured, each in a process of its own. Its arguments are the job, the database's URL and what the job needs. */
final class AdoptionJob {
    static final String ADOPT = "adopt";
    static final String ADOPT_WATCHED = "adopt-watched";
    static final String FLOOR = "floor";
    static final String UPGRADE = "upgrade";

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
        HeapWatch heap = HeapWatch.begin();
        run(arguments[0], arguments[1], Arrays.asList(arguments).subList(2, arguments.length));
        Findings.print(MOST_HEAP, heap.mostAfterCollection());
    }

    private static void run(String job, String url, List<String> arguments) throws SQLException, IOException {
        switch (job) {
            case ADOPT -> adopt(url);
            case ADOPT_WATCHED -> adoptWatched(url);
            case FLOOR -> insert(url, Insertion.valueOf(arguments.get(0)), Path.of(arguments.get(1)));
            case UPGRADE -> upgrade(url);
            default -> throw new IllegalArgumentException("there is no job " + job);
        }
    }

    private static void adopt(String url) throws SQLException, IOException {
        try (JdbcCreditLedger ledger =
                JdbcCreditLedger.at(url).clock(InstantSource.fixed(CUTOVER)).build()) {
            LegacyAdoption adoption = LegacyAdoption.into(ledger, SETTINGS);
            measure(adoption::adopt);
        }
    }

    private static void adoptWatched(String url) throws SQLException, IOException {
        try (TimeShares shares = TimeShares.ofThisThread()) {
            adopt(url);
            for (TimeShares.Part part : TimeShares.Part.values()) {
                Findings.print(part.share(), shares.of(part));
            }
        }
    }

    private static void insert(String url, Insertion insertion, Path folder) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection(url + "&stringtype=unspecified");
                Floor floor = new Floor(connection, insertion, folder)) {
            measure(() -> floor.insert(SETTINGS.batchSize()));
        }
    }

    private static void upgrade(String url) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection(url)) {
            LegacyUpgrade upgrade = LegacyUpgrade.of(connection).with(UpgradeSettings.DEFAULTS.cutover(CUTOVER));
            measure(upgrade::apply);
        }
    }

    private static void measure(Work work) throws SQLException, IOException {
        long begun = System.nanoTime();
        work.run();
        Findings.print(
                Findings.SECONDS, Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1_000.0);
    }
}
