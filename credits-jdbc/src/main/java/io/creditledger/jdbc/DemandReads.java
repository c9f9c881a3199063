package io.creditledger.jdbc;

import java.util.List;

/** Reads what is demanded of several accounts in few statements, and adds it to their answers. */
interface DemandReads {
    /** Reads which keys were used before, the first usable grants, and the due grants. */
    void keysAndGrants(Answers demanded);

    /**
     * What reads all that is demanded at first, of some accounts the used keys, the first usable grants and the due grants, and
     * of some the tasks. Empty where nothing is demanded, and where no other query could come before these in the same round
     * trip.
     */
    List<Query> following(Answers lackingGrants, Answers lackingTasks);

    /** Reads further usable grants. */
    void usableGrants(Answers demanded, GrantPage page);

    /** Reads the transactions of the keys that were used before, in no particular order. */
    void entries(Answers demanded);

    void tasks(Answers demanded);
}
