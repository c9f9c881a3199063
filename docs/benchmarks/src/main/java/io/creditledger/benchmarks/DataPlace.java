package io.creditledger.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where the server keeps its data. */
public enum DataPlace {
    /** The folder {@code target} of this module. */
    DISK(Path.of("target")),
    /** {@code /dev/shm}. */
    RAM(Path.of("/dev/shm"));

    private final Path parent;

    DataPlace(Path parent) {
        this.parent = parent;
    }

    static DataPlace of(String name) {
        return switch (name) {
            case "disk" -> DISK;
            case "ram" -> RAM;
            default ->
                throw new IllegalArgumentException("data is on disk or on ram, but was asked for '" + name + "'");
        };
    }

    /** Returns the name that {@link #of} takes. */
    String word() {
        return this == DISK ? "disk" : "ram";
    }

    /** Tells whether this machine has it. */
    boolean isThere() {
        return this == DISK || Files.isDirectory(parent);
    }

    /** Returns a folder that nobody else uses. */
    Path folder() {
        if (!isThere()) {
            throw new IllegalArgumentException("there is no RAM disk at " + parent + " on this machine; use data=disk");
        }
        return parent.toAbsolutePath()
                .resolve("benchmark-data-" + ProcessHandle.current().pid());
    }

    String description() {
        try {
            String type = Files.getFileStore(Files.createDirectories(parent)).type();
            return this == DISK ? "on disk (" + type + ")" : "on a RAM disk (" + type + ")";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes a folder and all that is in it, if it is there. */
    static void remove(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
