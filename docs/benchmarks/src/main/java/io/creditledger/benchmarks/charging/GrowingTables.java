package io.creditledger.benchmarks.charging;

import io.creditledger.benchmarks.Findings;

/** Tables that are filled once, and grow by what is measured. */
final class GrowingTables {
    private final LedgerTables tables;
    private long charges;

    /**
     * Takes over tables.
     *
     * @param tables the tables
     * @param charges how many charges they have
     */
    GrowingTables(LedgerTables tables, long charges) {
        this.tables = tables;
        this.charges = charges;
    }

    /** Has somebody charge; what that leaves is looked at when it is measured the next time. */
    Findings warmUp(Contestant contestant, Load load) {
        Findings found = contestant.run(tables, load);
        charges += Math.round(found.get(Measures.ALL_CALLS));
        return found;
    }

    /** Has somebody charge, and looks whether all those charges are there. */
    Findings charge(Contestant contestant, Load load) {
        Findings found = warmUp(contestant, load);
        long there = tables.charges();
        if (there != charges) {
            throw new IllegalStateException("there must be %,d charges, of which %,.0f were made now, but %,d are there"
                    .formatted(charges, found.get(Measures.ALL_CALLS), there));
        }
        return found;
    }
}
