package io.creditledger.jdbc;

import io.creditledger.spi.Account;

/**
 * A change of an account's row.
 *
 * @param remembered the row as it is remembered
 * @param moved the new row
 */
record RememberedMove(Account remembered, Account moved) {}
