/**
 * The decisions of the ledger, as pure functions on immutable values, and the one path that every change takes from the
 * call to the commit.
 *
 * <p>Hosts do not need this package; makers of stores need {@link io.creditledger.engine.StoredLedger} alone.
 */
@NullMarked
package io.creditledger.engine;

import org.jspecify.annotations.NullMarked;
