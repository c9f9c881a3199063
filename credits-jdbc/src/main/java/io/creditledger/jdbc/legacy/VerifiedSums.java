package io.creditledger.jdbc.legacy;

/**
 * What adds up over all adopted users.
 *
 * @param accounts how many there are
 * @param livedOn how many of them have transactions since
 * @param before what they had in {@code users.credits}, and what an upgrade had taken out before
 * @param after what the run left them, less what it left them to owe
 * @param expired what the run recorded as expired
 * @param differences what they had that no transaction and no adjustment explains
 * @param legacy what the legacy rows know of expiry
 * @param ledger what the ledger knows of it
 * @param unchargedThere how many of their tasks wait to be charged by what the legacy rows say
 * @param unchargedHere how many of their adopted tasks the ledger was to charge
 */
record VerifiedSums(
        long accounts,
        long livedOn,
        long before,
        long after,
        long expired,
        long differences,
        ExpirySide legacy,
        ExpirySide ledger,
        long unchargedThere,
        long unchargedHere) {
    static final VerifiedSums NOTHING =
            new VerifiedSums(0, 0, 0, 0, 0, 0, ExpirySide.NOTHING, ExpirySide.NOTHING, 0, 0);

    static VerifiedSums ofTasks(long unchargedThere, long unchargedHere) {
        return new VerifiedSums(
                0, 0, 0, 0, 0, 0, ExpirySide.NOTHING, ExpirySide.NOTHING, unchargedThere, unchargedHere);
    }

    VerifiedSums plus(VerifiedSums other) {
        return new VerifiedSums(
                accounts + other.accounts,
                livedOn + other.livedOn,
                Math.addExact(before, other.before),
                Math.addExact(after, other.after),
                Math.addExact(expired, other.expired),
                Math.addExact(differences, other.differences),
                legacy.plus(other.legacy),
                ledger.plus(other.ledger),
                unchargedThere + other.unchargedThere,
                unchargedHere + other.unchargedHere);
    }
}
