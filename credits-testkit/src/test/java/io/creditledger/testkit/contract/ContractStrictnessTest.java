package io.creditledger.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.creditledger.CreditLedger;
import io.creditledger.CreditPolicy;
import io.creditledger.engine.StoredLedger;
import io.creditledger.spi.CreditStore;
import io.creditledger.testkit.contract.conformance.ConformanceContract;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** No test of the contract may pass on a store that does nothing: a test that does shows nothing about any store. */
class ContractStrictnessTest {
    private static final long TESTS = 600;
    private static final long CASES = 38;

    @Test
    void every_test_of_the_contract_fails_on_a_store_that_is_empty() {
        assertEveryTestFails(TESTS, run(OnEmptyStore.class));
    }

    @Test
    void every_test_of_the_contract_fails_on_a_store_that_opens_accounts_and_forgets_them() {
        assertEveryTestFails(TESTS, run(OnUnopenedStore.class));
    }

    @Test
    void every_case_of_other_systems_fails_on_a_store_that_is_empty() {
        assertEveryTestFails(CASES, run(CasesOnEmptyStore.class));
    }

    @Test
    void every_case_of_other_systems_fails_on_a_store_that_opens_accounts_and_forgets_them() {
        assertEveryTestFails(CASES, run(CasesOnUnopenedStore.class));
    }

    private static void assertEveryTestFails(long atLeast, EngineExecutionResults results) {
        Events tests = results.testEvents();
        assertThat(tests.succeeded().stream().map(Event::getTestDescriptor)).isEmpty();
        assertThat(tests.failed().count())
                .isGreaterThanOrEqualTo(atLeast)
                .isEqualTo(tests.started().count());
        assertThat(results.allEvents().skipped().count()).isZero();
        assertThat(results.allEvents().aborted().count()).isZero();
        assertThat(results.containerEvents().failed().count()).isZero();
    }

    private static EngineExecutionResults run(Class<?> contract) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(contract))
                .execute();
    }

    @LedgerUnderTest(EmptyStoreFixture.class)
    static class OnEmptyStore extends LedgerContract {}

    @LedgerUnderTest(UnopenedStoreFixture.class)
    static class OnUnopenedStore extends LedgerContract {}

    @LedgerUnderTest(EmptyStoreFixture.class)
    static class CasesOnEmptyStore extends ConformanceContract {}

    @LedgerUnderTest(UnopenedStoreFixture.class)
    static class CasesOnUnopenedStore extends ConformanceContract {}

    /** Hands over one store, and never empties it. */
    abstract static class OneStoreFixture implements LedgerFixture {
        private final CreditStore store;

        OneStoreFixture(CreditStore store) {
            this.store = store;
        }

        @Override
        public void reset() {}

        @Override
        public CreditLedger ledger(CreditPolicy policy, InstantSource clock) {
            return new StoredLedger(store, policy, clock);
        }

        @Override
        public CreditStore store() {
            return store;
        }
    }

    /** Hands over a store without any account. */
    public static final class EmptyStoreFixture extends OneStoreFixture {
        public EmptyStoreFixture() {
            super(ForgetfulStore.empty());
        }
    }

    /** Hands over a store whose accounts can be opened again and again. */
    public static final class UnopenedStoreFixture extends OneStoreFixture {
        public UnopenedStoreFixture() {
            super(ForgetfulStore.unopened());
        }
    }
}
