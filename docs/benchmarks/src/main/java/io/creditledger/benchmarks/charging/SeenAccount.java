package io.creditledger.benchmarks.charging;

import java.time.OffsetDateTime;

/**
 * What is known of an account that was charged by hand.
 *
 * @param row its row
 * @param grant the grant that pays next, as it is while the row is the same
 * @param calm how often in a row, up to {@link #CALM}, the account was found as it was left
 */
record SeenAccount(Row row, FirstGrant grant, int calm) {
    /** An account that others charge too is locked and read each time, until they have left it alone for so long. */
    static final int CALM = 3;

    /**
     * A row of {@code credit_account}.
     *
     * @param id the account
     * @param balance what it has
     * @param held what is held of it
     * @param debt what it owes
     * @param lastSeq the number of its last transaction
     * @param lastGrant the number of its last grant
     * @param lastAt when its last transaction was
     */
    record Row(String id, long balance, long held, long debt, long lastSeq, long lastGrant, OffsetDateTime lastAt) {
        /** The time of the next transaction, which is not before that of the last one. */
        OffsetDateTime notBefore(OffsetDateTime clock) {
            return clock.isBefore(lastAt) ? lastAt : clock;
        }

        Row charged(OffsetDateTime now) {
            return new Row(id, balance - 1, held, debt, lastSeq + 1, lastGrant, now);
        }
    }

    /**
     * A grant that pays next.
     *
     * @param number its number in the account
     * @param id its id
     * @param remaining what is left of it
     * @param until from this instant on another one may pay
     */
    record FirstGrant(long number, String id, long remaining, OffsetDateTime until) {
        FirstGrant charged() {
            return new FirstGrant(number, id, remaining - 1, until);
        }
    }

    /** Whether it is calm, and the grant can pay at that time, by the clock. */
    boolean canBeCharged(OffsetDateTime clock) {
        return calm == CALM && grant.remaining() > 0 && row.notBefore(clock).isBefore(grant.until());
    }

    SeenAccount charged(OffsetDateTime clock) {
        return new SeenAccount(row.charged(row.notBefore(clock)), grant.charged(), calm);
    }

    SeenAccount disturbed() {
        return new SeenAccount(row, grant, 0);
    }

    /** The same after a charge, before which the account was either left alone or not since it was seen. */
    SeenAccount since(SeenAccount before) {
        boolean leftAlone = row.lastSeq() == before.row.lastSeq() + 1;
        return leftAlone ? new SeenAccount(row, grant, Math.min(CALM, before.calm + 1)) : disturbed();
    }
}
