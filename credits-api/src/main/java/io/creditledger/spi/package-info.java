/**
 * What a store must do, so that the ledger can work on it: load and save, never decide.
 *
 * <p>Hosts do not need this package.
 */
@NullMarked
package io.creditledger.spi;

import org.jspecify.annotations.NullMarked;
