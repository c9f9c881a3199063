package io.creditledger;

/** What a line of the journal records. */
public enum EntryType {
    /** The account was opened; moves no credits. */
    OPEN,
    /** A grant was made. */
    GRANT,
    /** A charge took credits from a grant. */
    CHARGE,
    /** What remained of a grant expired. */
    EXPIRE,
    /** A part of a charge that no grant could pay was forgiven; its amount is that part, negative. */
    FORGIVE,
    /** A part of a charge that no grant could pay became debt; its amount is that part, negative. */
    OWE,
    /** A new grant repaid debt. */
    REPAY;

    /** Whether a line of this type may have an amount that no grant has moved. */
    boolean isShortfall() {
        return this == FORGIVE || this == OWE;
    }
}
