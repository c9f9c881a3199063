package io.creditledger.jdbc;

import java.util.function.Function;

/** Where statements are executed: in transactions of the ledger's own, or in the host's. */
interface Transactions {
    /** Does work in a transaction; whether it is committed when this returns is the implementation's to say. */
    <T> T transact(Function<Session, T> work);

    /** Executes one query, without locks unless the host's transaction needs them. */
    <T> T read(Function<Session, T> query);
}
