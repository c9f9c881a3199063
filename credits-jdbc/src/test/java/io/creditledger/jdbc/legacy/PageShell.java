package io.creditledger.jdbc.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.creditledger.jdbc.MariaDbServer;
import io.creditledger.jdbc.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Executes commands of the runbook as they stand, but for the name of the database and how to log in. */
enum PageShell {
    PSQL {
        @Override
        String on(String command, String url) {
            return command.replace("psql ", "psql -X -q ").replace("-d shop", "-d '" + url + "'");
        }
    },
    MYSQL {
        @Override
        String on(String command, String url) {
            String name = url.substring(url.lastIndexOf('/') + 1, url.indexOf('?'));
            return command.replace("mysql shop", String.join(" ", MariaDbServer.client()) + " " + name);
        }
    };

    /** Returns who executes a server's commands, one after the other; empty: they are carried out without a shell. */
    static List<Optional<PageShell>> of(TestDatabase server) {
        return switch (server) {
            case H2, MYSQL -> List.of(Optional.empty());
            case MARIADB -> List.of(Optional.of(MYSQL));
            case POSTGRESQL ->
                isInstalled("psql") ? List.of(Optional.empty(), Optional.of(PSQL)) : List.of(Optional.empty());
        };
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    abstract String on(String command, String url);

    void execute(String command, HikariDataSource database) throws IOException, InterruptedException {
        Path output = Files.createTempFile("output", ".txt");
        Process process = new ProcessBuilder(
                        "sh", "-c", on(command, database.getJdbcUrl().substring("jdbc:".length())))
                .directory(OperationsPage.classes().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s ends", command).isTrue();
        List<String> lines = new ArrayList<>(Files.readAllLines(output));
        Files.delete(output);
        assertThat(process.exitValue()).as("%s: %s", command, lines).isZero();
        assertThat(lines).as(command).noneMatch(line -> line.contains("ERROR"));
        if (command.contains("legacy-support")) {
            assertThat(lines).as(command).isNotEmpty();
        }
    }
}
