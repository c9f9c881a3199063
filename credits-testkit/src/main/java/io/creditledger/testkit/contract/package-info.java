/**
 * The contract of a store, as tests. Whoever makes a store implements {@link
 * io.creditledger.testkit.contract.LedgerFixture}, and runs {@link io.creditledger.testkit.contract.LedgerContract} on it
 * with a class of three lines.
 */
@NullMarked
package io.creditledger.testkit.contract;

import org.jspecify.annotations.NullMarked;
