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
    EXPIRE
}
