/**
 * Brings the credits of a host along that kept them in tables of its own: {@code users}, {@code credit_transactions} and
 * {@code tasks}. Begin with {@link io.creditledger.jdbc.legacy.LegacyUpgrade}.
 */
@NullMarked
package io.creditledger.jdbc.legacy;

import org.jspecify.annotations.NullMarked;
