package io.creditledger.testkit.contract;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Says which ledger a class of tests is for. Before each test the store is emptied; after each test everything in it is
 * audited, whatever the test itself looked at.
 *
 * <pre>{@code
 * @LedgerUnderTest(PostgresFixture.class)
 * class PostgresLedgerTest extends LedgerContract {}
 * }</pre>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(LedgerFixtureExtension.class)
public @interface LedgerUnderTest {
    /**
     * Returns what hands over the ledger.
     *
     * @return a class with a public constructor without parameters
     */
    Class<? extends LedgerFixture> value();
}
