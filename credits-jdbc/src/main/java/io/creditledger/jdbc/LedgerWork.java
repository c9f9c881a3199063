package io.creditledger.jdbc;

import io.creditledger.spi.StoreTransaction;
import org.jooq.DSLContext;

/**
 * Work in one transaction on the ledger's database. It may be run again from the beginning, so it has no effects outside of
 * the transaction.
 *
 * @param <T> what the work yields
 */
@FunctionalInterface
public interface LedgerWork<T> {
    /**
     * Does the work.
     *
     * @param sql the transaction, for any tables; never ended by the work
     * @param ledger the same transaction, for the ledger's tables
     * @return what the work yields
     */
    T in(DSLContext sql, StoreTransaction ledger);
}
