package io.creditledger.benchmarks.charging;

import io.creditledger.benchmarks.Findings;

/** A way to do the same as others do. */
interface Contestant {
    String name();

    /**
     * Runs on tables that are as they were filled.
     *
     * @param tables the tables
     * @param load how much
     * @return what was found, under the names in {@link Measures}
     */
    Findings run(LedgerTables tables, Load load);
}
