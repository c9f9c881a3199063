package io.creditledger.testkit.contract.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.creditledger.ConsumptionOrder;
import io.creditledger.CreditLedger;
import io.creditledger.CreditPolicy;
import io.creditledger.spi.CreditStore;
import io.creditledger.testkit.contract.LedgerFixture;
import java.time.InstantSource;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The random sequences find ledgers that do one thing wrong. These are played here alone, and must fail. */
class FaultsAreFoundTest {
    /** Enough for the rarest fault; most show within a hundred. */
    private static final int ENOUGH_TRIES = 10_000;

    @ParameterizedTest
    @ValueSource(
            classes = {
                OtherOrder.class,
                ForgottenKeys.class,
                ExpiredCredits.class,
                FutureCredits.class,
                LostGrant.class,
                NoSweep.class,
                ShortMemory.class,
                TasksThatNeverEnd.class,
                UnchargedTasks.class,
                LostDebt.class
            })
    void a_ledger_with_one_fault_does_not_agree_with_the_model(Class<? extends RandomSequences> faulty) {
        Events events = play(faulty);

        events.assertStatistics(statistics -> statistics.started(1).failed(1));
        assertThat(failure(events)).isInstanceOf(AssertionError.class);
    }

    @Test
    void a_sequence_that_fails_is_shortened_to_the_few_steps_that_matter() {
        assertThat(failure(play(ForgottenKeys.class))).hasMessageMatching("(?s).* after step \\d of [12], .*");
    }

    private static Events play(Class<? extends RandomSequences> suite) {
        return EngineTestKit.engine("jqwik")
                .configurationParameter("jqwik.database", "")
                .configurationParameter("jqwik.reporting.usejunitplatform", "true")
                .selectors(selectClass(suite))
                .execute()
                .testEvents();
    }

    private static Throwable failure(Events events) {
        return events.failed().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .flatMap(result -> result.getThrowable().stream())
                .findFirst()
                .orElseThrow();
    }

    /** The in-memory store behind a faulty one. */
    abstract static class Faulty extends LedgerProperties {
        private final UnaryOperator<CreditStore> fault;

        Faulty(UnaryOperator<CreditStore> fault) {
            this.fault = fault;
        }

        @Override
        protected int tries() {
            return ENOUGH_TRIES;
        }

        @Override
        protected LedgerFixture fixture() {
            return new FaultyFixture(fault);
        }
    }

    static class ForgottenKeys extends Faulty {
        ForgottenKeys() {
            super(FaultyStores.ForgetsKeys::new);
        }
    }

    static class ExpiredCredits extends Faulty {
        ExpiredCredits() {
            super(FaultyStores.TakesExpiredCredits::new);
        }
    }

    static class FutureCredits extends Faulty {
        FutureCredits() {
            super(FaultyStores.ShowsFutureCredits::new);
        }
    }

    static class LostGrant extends Faulty {
        LostGrant() {
            super(FaultyStores.LosesTheLastGrant::new);
        }
    }

    static class NoSweep extends Faulty {
        NoSweep() {
            super(FaultyStores.NeverSweeps::new);
        }
    }

    static class ShortMemory extends Faulty {
        ShortMemory() {
            super(FaultyStores.LooksBackTooFar::new);
        }
    }

    /** The in-memory store behind one that does not know how to keep tasks and debt. */
    abstract static class FaultySelling extends SellingProperties {
        private final UnaryOperator<CreditStore> fault;

        FaultySelling(UnaryOperator<CreditStore> fault) {
            this.fault = fault;
        }

        @Override
        protected LedgerFixture fixture() {
            return new FaultyFixture(fault);
        }
    }

    static class TasksThatNeverEnd extends FaultySelling {
        TasksThatNeverEnd() {
            super(FaultyStores.NeverEndsTasks::new);
        }
    }

    static class UnchargedTasks extends FaultySelling {
        UnchargedTasks() {
            super(FaultyStores.ForgetsThatTasksAreCharged::new);
        }
    }

    static class LostDebt extends FaultySelling {
        LostDebt() {
            super(FaultyStores.ForgetsDebt::new);
        }
    }

    static class OtherOrder extends LedgerProperties {
        @Override
        protected int tries() {
            return ENOUGH_TRIES;
        }

        @Override
        protected LedgerFixture fixture() {
            return new InMemoryFixture() {
                @Override
                public CreditLedger ledger(CreditPolicy policy, InstantSource clock) {
                    return super.ledger(
                            policy.toBuilder()
                                    .consumptionOrder(other(policy.consumptionOrder()))
                                    .build(),
                            clock);
                }
            };
        }

        private static ConsumptionOrder other(ConsumptionOrder order) {
            return order == ConsumptionOrder.OLDEST_GRANT_FIRST
                    ? ConsumptionOrder.SOONEST_EXPIRY_FIRST
                    : ConsumptionOrder.OLDEST_GRANT_FIRST;
        }
    }
}
