package io.creditledger.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A process of its own, with a heap of its own, that measures something and prints what it found, one {@code name=number}
 * in a line.
 *
 * @param main its main class
 * @param options the options of its virtual machine
 */
public record JavaProcess(Class<?> main, List<String> options) {
    public JavaProcess {
        options = List.copyOf(options);
    }

    static List<String> command(Class<?> main, List<String> options, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return command;
    }

    /**
     * Runs it to its end.
     *
     * @param arguments the arguments of its main method
     * @return what it found
     * @throws IllegalStateException if it failed
     */
    public Findings run(List<String> arguments) {
        try {
            Process process = new ProcessBuilder(command(main, options, arguments))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            Findings found = findings(process);
            int exit = process.waitFor();
            if (exit != 0) {
                throw new IllegalStateException(main.getSimpleName() + " " + arguments + " ended with " + exit);
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + main.getSimpleName() + " ran", e);
        }
    }

    private static Findings findings(Process process) throws IOException {
        Map<String, Double> found = new LinkedHashMap<>();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int sign = line.indexOf('=');
                found.put(line.substring(0, sign), Double.valueOf(line.substring(sign + 1)));
            }
        }
        return new Findings(found);
    }
}
