package io.creditledger.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a benchmark runs.
 *
 * @param server the server; null for a benchmark without a database
 * @param place where the server keeps its data, if there is one
 * @param loadBefore how many processes wanted to run in the minute before; below zero where nobody knows
 * @param progress where to say what is going on
 */
public record Machine(@Nullable DatabaseServer server, DataPlace place, double loadBefore, PrintStream progress) {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    /**
     * Returns the server of a benchmark that needs one.
     *
     * @return the server, whatever its product
     */
    public DatabaseServer database() {
        return Objects.requireNonNull(server, "this benchmark was started without a database");
    }

    /**
     * Returns the server of a benchmark that runs on PostgreSQL alone.
     *
     * @return the server
     * @throws IllegalArgumentException if it is another one
     */
    public PostgresServer postgres() {
        if (database() instanceof PostgresServer postgres) {
            return postgres;
        }
        throw new IllegalArgumentException("this benchmark runs on PostgreSQL alone, but the server is "
                + database().product() + "; use database=postgresql");
    }

    /**
     * Says under which conditions the benchmark runs.
     *
     * @return descriptions by what they describe
     */
    public Map<String, String> conditions() {
        Map<String, String> conditions = new LinkedHashMap<>();
        conditions.put("Date", LocalDate.now(ZoneOffset.UTC).toString());
        conditions.put("Cores", Cores.description());
        conditions.put("Load of the machine before", Tables.number(loadBefore));
        conditions.put("Processor", processor());
        conditions.put("Java", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
        if (server != null) {
            conditions.putAll(of(server));
        }
        return conditions;
    }

    private Map<String, String> of(DatabaseServer database) {
        Map<String, String> settings = new LinkedHashMap<>(database.settings());
        Map<String, String> conditions = new LinkedHashMap<>();
        conditions.put(database.product(), settings.remove("server_version") + ", data " + place.description());
        conditions.put(
                database.product() + "'s settings",
                settings.entrySet().stream().map(Object::toString).collect(Collectors.joining(", ")));
        return conditions;
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }
}
