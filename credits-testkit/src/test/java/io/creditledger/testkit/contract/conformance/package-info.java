/** Runs the cases of other credit systems on the in-memory store, and shows that cases can fail. */
@NullMarked
package io.creditledger.testkit.contract.conformance;

import org.jspecify.annotations.NullMarked;
