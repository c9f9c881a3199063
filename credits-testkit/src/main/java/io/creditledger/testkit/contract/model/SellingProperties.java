package io.creditledger.testkit.contract.model;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Plays random sequences of tasks, completions in any order and any number, shortfalls, settlements, grants and rewards
 * against a ledger and a model of it. After every step the answer, the balance, the debt and every task must be the
 * model's, and what was deducted, forgiven and owed must sum to the prices of what was charged.
 *
 * <pre>{@code
 * class PostgresSellingPropertiesTest extends SellingProperties {
 *     protected LedgerFixture fixture() {
 *         return new PostgresFixture();
 *     }
 * }
 * }</pre>
 */
public abstract non-sealed class SellingProperties extends RandomSequences {
    /** For subclasses. */
    protected SellingProperties() {}

    @Property
    void every_task_is_charged_once_and_nothing_is_lost(
            @ForAll(supplier = SellingScenarios.class) SellingScenario scenario) {
        new SellingRun(scenario, opened()).play();
    }
}
