package io.creditledger.jdbc;

import java.util.List;
import org.jooq.Record;

/** Reads what is demanded of several accounts in few statements. Every row begins with its account. */
interface DemandReads {
    /** Reads which keys were used before, the first usable grants, and the due grants. */
    List<Record> keysAndGrants(List<Answer> demanded);

    /** Reads further usable grants. */
    List<Record> usableGrants(List<Answer> demanded, GrantPage page);

    /** Reads the transactions of the keys that were used before, in no particular order. */
    List<Record> entries(List<Answer> demanded);

    List<Record> tasks(List<Answer> demanded);
}
