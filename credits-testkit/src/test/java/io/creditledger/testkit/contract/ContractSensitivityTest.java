package io.creditledger.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.creditledger.CreditLedger;
import io.creditledger.CreditPolicy;
import io.creditledger.engine.StoredLedger;
import io.creditledger.spi.CreditStore;
import io.creditledger.testkit.InMemoryStore;
import java.time.InstantSource;
import org.junit.platform.testkit.engine.EngineTestKit;

/** A store that breaks a single promise must not pass the contract. */
class ContractSensitivityTest {
    private static volatile Defect underTest = Defect.NONE;

    @EachRow
    void a_single_defect_is_found(Defect defect) {
        underTest = defect;

        long failed = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(OnDefectiveStore.class))
                .execute()
                .testEvents()
                .failed()
                .count();

        assertThat(failed > 0).isEqualTo(defect != Defect.NONE);
    }

    @LedgerUnderTest(DefectiveFixture.class)
    static class OnDefectiveStore extends LedgerContract {}

    /** Hands over a store with the defect that is under test. */
    public static final class DefectiveFixture implements LedgerFixture {
        private final InMemoryStore sound = new InMemoryStore();
        private final DefectiveStore store = new DefectiveStore(sound, underTest);

        @Override
        public void reset() {
            sound.clear();
        }

        @Override
        public CreditLedger ledger(CreditPolicy policy, InstantSource clock) {
            return new StoredLedger(store, policy, clock);
        }

        @Override
        public CreditStore store() {
            return store;
        }
    }
}
