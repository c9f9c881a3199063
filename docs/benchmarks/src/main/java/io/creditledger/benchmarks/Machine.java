package io.creditledger.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a benchmark runs.
 *
 * @param postgres the server
 * @param dataPlace says where the server keeps its data
 * @param loadBefore how many processes wanted to run in the minute before; below zero where nobody knows
 * @param progress where to say what is going on
 */
public record Machine(PostgresServer postgres, String dataPlace, double loadBefore, PrintStream progress) {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    /**
     * Says under which conditions the benchmark runs.
     *
     * @return descriptions by what they describe
     */
    public Map<String, String> conditions() {
        Map<String, String> settings = new LinkedHashMap<>(postgres.settings());
        Map<String, String> conditions = new LinkedHashMap<>();
        conditions.put("Date", LocalDate.now(ZoneOffset.UTC).toString());
        conditions.put("Cores", Cores.description());
        conditions.put("Load of the machine before", Tables.number(loadBefore));
        conditions.put("Processor", processor());
        conditions.put("Java", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
        conditions.put("PostgreSQL", settings.remove("server_version") + ", data " + dataPlace);
        conditions.put(
                "PostgreSQL's settings",
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
