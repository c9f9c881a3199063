/** Runs the random sequences on the in-memory store, and shows that they find faults. */
@NullMarked
package io.creditledger.testkit.contract.model;

import org.jspecify.annotations.NullMarked;
