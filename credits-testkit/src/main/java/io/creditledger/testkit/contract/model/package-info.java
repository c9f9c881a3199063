/**
 * Random sequences of requests, played against a ledger and against a small model of it, which must agree after every
 * step.
 *
 * <p>The model ({@code LedgerModel}, {@code AccountModel}, {@code ModelJournal}) knows the rules and nothing else: no
 * store, no engine, nothing kept that could be worked out. It is slow and plain, so that a reader can believe it at one
 * look; whoever doubts a rule reads it there.
 *
 * <p>The suite needs jqwik on the test class path. Each store has a class of a few lines:
 *
 * <pre>{@code
 * class PostgresLedgerPropertiesTest extends LedgerProperties {
 *     protected LedgerFixture fixture() {
 *         return new PostgresFixture();
 *     }
 * }
 * }</pre>
 */
@NullMarked
package io.creditledger.testkit.contract.model;

import org.jspecify.annotations.NullMarked;
