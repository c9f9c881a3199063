/**
 * Cases from the test suites of other credit systems, run on a store.
 *
 * <p>The cases are data; a readme beside them tells what they mean. Reading them and running them are kept apart: what an
 * operation means to a ledger stands in its {@code Step}, what an expectation means in its {@code Expectation}, and only
 * {@code CaseReader} knows the notation. A further operation is one more step and one more line in the reader.
 *
 * <p>The suite needs Jackson 3 on the test class path.
 */
@NullMarked
package io.creditledger.testkit.contract.conformance;

import org.jspecify.annotations.NullMarked;
