/**
 * Credits as a product sells them: the values, the requests, the receipts, the errors and
 * {@link io.creditledger.CreditLedger}, the interface that a host application calls.
 *
 * <p>Every value here is immutable and thread-safe, and checks itself at construction: what can be constructed can be
 * stored, exactly, on every supported database. Unless said otherwise no parameter may be null, and a null is refused
 * with a {@link java.lang.NullPointerException}.
 */
@NullMarked
package io.creditledger;

import org.jspecify.annotations.NullMarked;
