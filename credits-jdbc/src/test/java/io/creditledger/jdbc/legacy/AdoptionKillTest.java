package io.creditledger.jdbc.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.creditledger.RunId;
import io.creditledger.jdbc.CreditSchema;
import io.creditledger.jdbc.EveryDatabase;
import io.creditledger.jdbc.TestDatabase;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An adoption whose process was killed, again and again, comes to the same end. */
@EveryDatabase
class AdoptionKillTest {
    /** A process takes a second or two to start, so that there are few. */
    private static final int KILLS = 2;

    private static final LegacyRows ROWS = LegacyGenerator.dirty(51, 20, 10).rows();

    private final TestDatabase server;

    AdoptionKillTest(TestDatabase server) {
        this.server = server;
    }

    @Test
    void an_adoption_whose_process_was_killed_goes_on(@TempDir Path folder) throws Exception {
        String url = server == TestDatabase.H2 ? "jdbc:h2:file:" + folder.resolve("host") : server.newUrl();
        KillPoints points = new KillPoints();
        Map<String, List<String>> uninterrupted = adoptAndTakeBack(url, points);

        for (int call : points.draw(KILLS)) {
            assertThat(adoptUntil(url, call))
                    .as("before call %s, %s", call, points)
                    .isEqualTo(AdoptingProcess.HALTED);
        }

        try (HikariDataSource database = open(url)) {
            AdoptionResult result = AdoptingProcess.adoption(database).adopt();
            assertThat(result.users()).as(points::toString).isEqualTo(20);
            assertThat(AdoptionDump.of(host(database), result.run()))
                    .as(points::toString)
                    .isEqualTo(uninterrupted);
        }
    }

    private Map<String, List<String>> adoptAndTakeBack(String url, KillPoints points) {
        try (HikariDataSource database = open(url)) {
            CreditSchema.of(database).migrate();
            LegacyHost.create(server, database, ROWS);
            LegacyAdoption adoption = AdoptingProcess.adoption(points.on(database));
            RunId run = Objects.requireNonNull(adoption.adopt().run());
            Map<String, List<String>> adopted = AdoptionDump.of(host(database), run);
            AdoptingProcess.adoption(database).rollback(run);
            return adopted;
        }
    }

    private LegacyHost host(HikariDataSource database) {
        return new LegacyHost(server, database, IdType.BIGINT, null);
    }

    private static HikariDataSource open(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(4);
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }

    private static int adoptUntil(String url, int call) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-XX:TieredStopAtLevel=1",
                        AdoptingProcess.class.getName(),
                        url,
                        String.valueOf(call))
                .redirectError(Redirect.INHERIT)
                .redirectOutput(Redirect.DISCARD)
                .start();
        return process.waitFor();
    }
}
