package io.creditledger.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The cores that client and server share. Whatever a pinned process starts is pinned like itself, so it is enough to run
 * the whole benchmark in one.
 *
 * @param list the cores as {@code taskset} wants them, such as {@code 0,1}
 */
record Cores(String list) {
    /** Enough for a client, and not so much that it never collects. */
    private static final String HEAP = "512m";

    private static final String PINNED = "benchmarks.pinned";

    Cores {
        if (!list.matches("[0-9]+([,-][0-9]+)*")) {
            throw new IllegalArgumentException("cores are written like 0,1 or 0-3, but found '" + list + "'");
        }
    }

    static boolean arePinned() {
        return System.getProperty(PINNED) != null;
    }

    static boolean canBePinned() {
        try {
            Process asked = new ProcessBuilder("taskset", "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return asked.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Says on which cores this process runs, and with it everything that it starts. */
    static String description() {
        int count = Runtime.getRuntime().availableProcessors();
        String pinned = System.getProperty(PINNED);
        return count + " for client and server together"
                + (pinned == null ? ", not pinned" : ", pinned with taskset -c " + pinned);
    }

    /** Returns the command of a process that does the same as this one, but on these cores. */
    List<String> pinned(Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("taskset", "-c", list));
        command.addAll(JavaProcess.command(main, List.of("-Xmx" + HEAP, "-D" + PINNED + "=" + list), arguments));
        return command;
    }
}
