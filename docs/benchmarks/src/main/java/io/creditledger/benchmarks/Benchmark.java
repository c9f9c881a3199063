package io.creditledger.benchmarks;

import java.util.List;
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
     * Returns where the server keeps its data if nobody asks for another place. It is run once for each of them that the
     * machine has, or once without a server if there are none.
     *
     * @return the places
     */
    List<DataPlace> places();

    /**
     * Measures.
     *
     * @param settings what was asked for
     * @param machine where it runs
     * @return what was found
     */
    Report run(Settings settings, Machine machine);
}
