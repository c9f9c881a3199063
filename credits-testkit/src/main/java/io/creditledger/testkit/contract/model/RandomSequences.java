package io.creditledger.testkit.contract.model;

import io.creditledger.testkit.contract.LedgerFixture;
import java.util.Objects;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.jspecify.annotations.Nullable;

/** What suites of random sequences have in common: where they are played, and how many. */
@AddLifecycleHook(TriesHook.class)
public abstract sealed class RandomSequences permits LedgerProperties, SellingProperties {
    /** The system property that says how many sequences are played. */
    public static final String TRIES = "creditledger.tries";

    private static final int DEFAULT_TRIES = 500;

    private @Nullable LedgerFixture fixture;

    RandomSequences() {}

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

    LedgerFixture opened() {
        return Objects.requireNonNull(fixture);
    }
}
