package io.creditledger.testkit.contract;

import org.junit.jupiter.api.Nested;

/**
 * Everything that a ledger promises, whatever store it stands on.
 *
 * <pre>{@code
 * @LedgerUnderTest(PostgresFixture.class)
 * class PostgresLedgerTest extends LedgerContract {}
 * }</pre>
 */
public abstract class LedgerContract {
    /** What opening an account promises. */
    @Nested
    public class Opening extends OpeningContract {}
}
