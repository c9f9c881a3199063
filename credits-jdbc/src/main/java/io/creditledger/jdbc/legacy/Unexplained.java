package io.creditledger.jdbc.legacy;

/**
 * What an upgrade does with credits in {@code users.credits} that no transaction explains, such as those of the column's
 * default. Either way they are part of {@code credit_upgrade_balance.difference}, or of the balance.
 */
public enum Unexplained {
    /** They are not in the new balance. */
    DROP,
    /** They stay in the new balance, on top of what was calculated. Credits that are missing are not made up for. */
    KEEP
}
