/** What a charge, a balance and a sweep cost, beside the same rows written and read without a ledger. */
@NullMarked
package io.creditledger.benchmarks.charging;

import org.jspecify.annotations.NullMarked;
