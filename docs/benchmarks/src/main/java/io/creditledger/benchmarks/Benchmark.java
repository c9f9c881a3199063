package io.creditledger.benchmarks;

import java.util.Set;

/** Something that is measured. */
public interface Benchmark {
    /**
     * Returns the names of the settings that it knows, besides those of {@link Benchmarks}.
     *
     * @return the names
     */
    Set<String> settings();

    /**
     * Measures.
     *
     * @param settings what was asked for
     * @param machine where it runs
     * @return what was found
     */
    Report run(Settings settings, Machine machine);
}
