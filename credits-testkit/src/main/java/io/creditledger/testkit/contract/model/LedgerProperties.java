package io.creditledger.testkit.contract.model;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Plays random sequences of requests, replays, conflicts, quotes, sweeps and moves of the clock against a ledger and a
 * model of it. After every step the answer, and all balances, grants and journals, must be the model's; at the end of each
 * sequence the journal must tell the same as the tables, looking back must show what was seen, and looking ahead what the
 * model foresees.
 *
 * <p>A sequence that fails is shortened to few steps, and printed with the seed that makes it again.
 *
 * <pre>{@code
 * class PostgresLedgerPropertiesTest extends LedgerProperties {
 *     protected LedgerFixture fixture() {
 *         return new PostgresFixture();
 *     }
 * }
 * }</pre>
 *
 * <p>How many sequences are played says {@link #tries()}. jqwik writes what failed into a file; the setting {@code jqwik.database=} in {@code
 * junit-platform.properties} turns that off.
 */
public abstract non-sealed class LedgerProperties extends RandomSequences {
    /** For subclasses. */
    protected LedgerProperties() {}

    @Property
    void every_answer_and_everything_stored_is_what_the_model_says(
            @ForAll(supplier = Scenarios.class) Scenario scenario) {
        new ScenarioRun(scenario, opened()).play();
    }
}
