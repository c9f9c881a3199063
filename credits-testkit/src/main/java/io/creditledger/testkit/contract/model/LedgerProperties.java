package io.creditledger.testkit.contract.model;

import io.creditledger.testkit.contract.LedgerFixture;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.jspecify.annotations.Nullable;

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
@AddLifecycleHook(TriesHook.class)
public abstract class LedgerProperties {
    /** The system property that says how many sequences are played. */
    public static final String TRIES = "creditledger.tries";

    private static final int DEFAULT_TRIES = 500;

    private @Nullable LedgerFixture fixture;

    /** For subclasses. */
    protected LedgerProperties() {}

    /**
     * Hands over the ledger. It is called once; if what it returns is {@link AutoCloseable} it is closed after the last
     * sequence.
     *
     * @return what hands over the ledger
     */
    protected abstract LedgerFixture fixture();

    /**
     * Says how many sequences are played.
     *
     * @return the number in the system property {@value #TRIES}; without it 500, which take about a minute where a
     *     statement takes a millisecond
     */
    protected int tries() {
        return Integer.getInteger(TRIES, DEFAULT_TRIES);
    }

    @BeforeProperty
    void begin() {
        fixture = fixture();
    }

    @AfterProperty
    void end() throws Exception {
        if (fixture instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    @Property
    void every_answer_and_everything_stored_is_what_the_model_says(
            @ForAll(supplier = Scenarios.class) Scenario scenario) {
        new ScenarioRun(scenario, Objects.requireNonNull(fixture)).play();
    }
}
