package io.creditledger;

/** What becomes of the part of a charge that no grant can pay. */
public enum Shortfall {
    /** The charge is refused and nothing changes. */
    REJECT,
    /** What is there is taken, and the rest is forgiven, on record. */
    FORGIVE,
    /** What is there is taken, and the rest is owed: the next grants repay it first. */
    OWE
}
