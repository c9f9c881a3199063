package io.creditledger.jdbc;

import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.SelectForUpdateStep;

/** Where statements are executed: in transactions of the ledger's own, or in the host's. */
interface Transactions {
    /** Does work in a transaction; whether it is committed when this returns is the implementation's to say. */
    <T> T transact(Function<Session, T> work);

    /** Executes one query, without locks unless the host's transaction needs them. */
    <T> T read(Function<Session, T> query);

    /**
     * A connection in a transaction.
     *
     * @param sql executes statements on it
     * @param readsBehindLocks whether a plain read may be older than a lock that the transaction has taken
     */
    record Session(DSLContext sql, boolean readsBehindLocks) {
        /**
         * Reads what is there now. Where a plain read may show an old snapshot, with what the transaction itself has written
         * mixed in, only a read with locks does.
         */
        Result<Record> fetch(SelectForUpdateStep<Record> query) {
            return readsBehindLocks ? query.forShare().fetch() : query.fetch();
        }
    }
}
