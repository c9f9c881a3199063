package io.creditledger.testkit.contract.conformance;

import io.creditledger.testkit.contract.LedgerFixture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What other credit systems expect of themselves, as far as it concerns granting, charging and expiry. Each case runs on
 * an emptied store, and everything in the store is audited after it.
 *
 * <pre>{@code
 * @LedgerUnderTest(PostgresFixture.class)
 * class PostgresConformanceTest extends ConformanceContract {}
 * }</pre>
 */
public abstract class ConformanceContract {
    /** For subclasses. */
    protected ConformanceContract() {}

    @TestFactory
    Stream<DynamicTest> the_ledger_does_what_other_credit_systems_do(LedgerFixture fixture) {
        return CaseReader.bundled().stream()
                .map(unread -> DynamicTest.dynamicTest(
                        CaseReader.title(unread), () -> CaseReader.read(unread).run(fixture)));
    }
}
