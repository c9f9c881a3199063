/**
 * Brings the credits of a host along that kept them in tables of its own: {@code users}, {@code credit_transactions} and
 * {@code tasks}. {@link io.creditledger.jdbc.legacy.LegacyUpgrade} gives them an expiry in place, {@link
 * io.creditledger.jdbc.legacy.LegacyAdoption} brings them into the ledger.
 */
@NullMarked
package io.creditledger.jdbc.legacy;

import org.jspecify.annotations.NullMarked;
