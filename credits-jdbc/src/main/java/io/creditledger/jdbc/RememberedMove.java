package io.creditledger.jdbc;

import io.creditledger.spi.Account;

/**
 * A change of an account's row.
 *
 * @param remembered the row as it is remembered
 * @param moved the new row
 */
record RememberedMove(Account remembered, Account moved) {
    /** Whether nothing is changed but the balance, and what every transaction changes: its number and its time. */
    boolean movesOnlyBalance() {
        return remembered.held().equals(moved.held())
                && remembered.debt().equals(moved.debt())
                && remembered.lastGrant() == moved.lastGrant();
    }
}
