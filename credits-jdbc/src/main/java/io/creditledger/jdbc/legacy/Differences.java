package io.creditledger.jdbc.legacy;

/**
 * What becomes of a difference between {@code users.credits} and what a user's transactions leave. Where {@code
 * users.credits} is NULL there is none.
 */
public enum Differences {
    /** The account is made to agree with {@code users.credits}, by an entry of its own: a grant, or a charge. */
    ADJUST,
    /** The user is not adopted, but listed. */
    REFUSE
}
