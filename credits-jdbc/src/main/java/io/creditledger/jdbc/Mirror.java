package io.creditledger.jdbc;

import io.creditledger.spi.StoreTransaction;

/** What is to follow the ledger's changes, in the same transaction. */
@FunctionalInterface
interface Mirror {
    /** Nothing follows. */
    Mirror NONE = (session, transaction) -> transaction;

    /** Returns the transaction as the ledger is to see it. */
    StoreTransaction follow(Session session, StoreTransaction transaction);
}
