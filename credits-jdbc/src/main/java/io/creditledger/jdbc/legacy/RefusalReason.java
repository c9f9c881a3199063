package io.creditledger.jdbc.legacy;

/** Why a user was not adopted. */
public enum RefusalReason {
    /** The ledger has an account of that id which no run has adopted. */
    ACCOUNT_EXISTS,
    /** The balance in {@code users.credits} is not what the transactions leave, and the settings say to refuse that. */
    DIFFERENCE,
    /** The ledger cannot hold it: an id is too long, an instant too far away, a number too great. */
    NOT_STORABLE
}
