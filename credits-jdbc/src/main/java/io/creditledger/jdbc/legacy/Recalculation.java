package io.creditledger.jdbc.legacy;

/** How an upgrade finds out what is left of a user's credits. */
public enum Recalculation {
    /**
     * First in, first out: what was spent before the cutover came from the oldest credits, and of the others those are lost
     * that have expired by the cutover. 100 received and expired, 80 of them spent, and 50 received that have not expired:
     * 20 are lost, 50 are left.
     */
    REPLAY,
    /**
     * What was received and has not expired, less all that was ever spent, but not below zero. It takes what was spent of
     * expired credits from the others once more: 100 received and expired, 80 of them spent, and 50 received that have not
     * expired: nothing is left.
     */
    SUM
}
