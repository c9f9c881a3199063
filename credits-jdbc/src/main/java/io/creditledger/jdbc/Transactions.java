package io.creditledger.jdbc;

import java.util.function.Function;
import org.jooq.DSLContext;

/** Where statements are executed: in transactions of the ledger's own, or in the host's. */
interface Transactions {
    /** Does work in a transaction; whether it is committed when this returns is the implementation's to say. */
    <T> T transact(Function<Session, T> work);

    /** Executes one query, without locks. */
    <T> T read(Function<DSLContext, T> query);

    /**
     * A connection in a transaction.
     *
     * @param sql executes statements on it
     * @param readsBehindLocks whether a plain read may be older than a lock that the transaction has taken
     */
    record Session(DSLContext sql, boolean readsBehindLocks) {}
}
