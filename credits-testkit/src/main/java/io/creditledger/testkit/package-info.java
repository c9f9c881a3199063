/** What a host needs to test its own use of credits: an in-memory ledger, a clock that stands still, and assertions. */
@NullMarked
package io.creditledger.testkit;

import org.jspecify.annotations.NullMarked;
