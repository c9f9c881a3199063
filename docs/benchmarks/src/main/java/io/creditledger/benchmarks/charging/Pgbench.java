package io.creditledger.benchmarks.charging;

import io.creditledger.benchmarks.Findings;
import io.creditledger.benchmarks.PostgresServer;
import io.creditledger.benchmarks.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * PostgreSQL's own client for measuring. It does not come with the server's artifact; a machine may have it.
 *
 * @param program where it is
 * @param version what it says that it is
 */
record Pgbench(Path program, String version) {
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final String SCRIPT = "script";
    private static final String LOG = "log";
    private static final Pattern DONE = Pattern.compile("number of transactions actually processed: (\\d+)");
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) \\(without initial connection time\\)");

    /** Tells whether it is to be used: the setting {@code floor} is {@code pgbench}, or not there while the program is. */
    static boolean isAskedFor(Settings settings) {
        String floor = settings.text("floor", find().isPresent() ? "pgbench" : "jdbc");
        if (!floor.equals("pgbench") && !floor.equals("jdbc")) {
            throw new IllegalArgumentException("the floor is pgbench or jdbc, but was to be '" + floor + "'");
        }
        return floor.equals("pgbench");
    }

    static Pgbench onThisMachine() {
        Path program = find().orElseThrow(() -> new IllegalArgumentException(
                "there is no pgbench on the path or below " + INSTALLED + "; use floor=jdbc"));
        return new Pgbench(
                program, output(List.of(program.toString(), "--version")).strip());
    }

    private static Optional<Path> find() {
        Stream<Path> onPath = Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .map(Path::of);
        return Stream.concat(installed(), onPath)
                .map(folder -> folder.resolve("pgbench"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The newest first. */
    private static Stream<Path> installed() {
        if (!Files.isDirectory(INSTALLED)) {
            return Stream.of();
        }
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions
                    .sorted(Comparator.comparingInt(Pgbench::number).reversed())
                    .map(version -> version.resolve("bin"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int number(Path folder) {
        String name = folder.getFileName().toString();
        return name.matches("[0-9]{1,4}") ? Integer.parseInt(name) : 0;
    }

    /**
     * Runs a script, first for the warm-up and then to be measured; each transaction of it is one call.
     *
     * @param server the server
     * @param database the database
     * @param script the script, prepared once by each client
     * @param load the clients, and for how long; whole seconds, at least one
     * @return what {@link Callers} find, but for what is allocated
     */
    Findings run(PostgresServer server, String database, String script, Load load) {
        try {
            Path folder = Files.createTempDirectory("pgbench");
            try {
                Files.writeString(folder.resolve(SCRIPT), script);
                long before = processed(run(server, database, folder, load, load.warmup()));
                String output = run(server, database, folder, load, load.measured());
                return found(output, before, latencies(folder));
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String run(PostgresServer server, String database, Path folder, Load load, Duration time)
            throws IOException {
        delete(folder, LOG);
        int threads = Math.min(load.callers(), Runtime.getRuntime().availableProcessors());
        return output(List.of(
                program.toString(),
                "--no-vacuum",
                "--host=localhost",
                "--port=" + server.port(),
                "--username=postgres",
                "--protocol=prepared",
                "--file=" + folder.resolve(SCRIPT),
                "--client=" + load.callers(),
                "--jobs=" + threads,
                "--time=" + Math.max(1, time.toSeconds()),
                "--log",
                "--log-prefix=" + folder.resolve(LOG),
                database));
    }

    static Findings found(String output, long before, Latencies latencies) {
        double done = processed(output);
        return new Findings(Map.of(
                Findings.SECONDS,
                done / Double.parseDouble(first(RATE, output)),
                Measures.CALLS,
                done,
                Measures.ALL_CALLS,
                done + before,
                Measures.P50,
                latencies.millisOf(0.5),
                Measures.P99,
                latencies.millisOf(0.99)));
    }

    private static long processed(String output) {
        return Long.parseLong(first(DONE, output));
    }

    private static String first(Pattern pattern, String output) {
        Matcher found = pattern.matcher(output);
        if (!found.find()) {
            throw new IllegalStateException("pgbench was to tell '" + pattern + "', but told: " + output);
        }
        return found.group(1);
    }

    /** Each line of the log has the client, its transaction's number, and how many microseconds that took. */
    private static Latencies latencies(Path folder) throws IOException {
        Latencies latencies = new Latencies();
        for (Path log : logs(folder, LOG)) {
            try (Stream<String> lines = Files.lines(log)) {
                lines.forEach(line -> latencies.add(1_000 * Long.parseLong(line.split(" ", 4)[2])));
            }
        }
        return latencies;
    }

    private static List<Path> logs(Path folder, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .toList();
        }
    }

    private static void delete(Path folder, String prefix) throws IOException {
        for (Path file : logs(folder, prefix)) {
            Files.delete(file);
        }
    }

    private static void delete(Path folder) throws IOException {
        delete(folder, "");
        Files.delete(folder);
    }

    private static String output(List<String> command) {
        try {
            Process process = new ProcessBuilder(new ArrayList<>(command))
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + " failed: " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while pgbench ran", e);
        }
    }
}
