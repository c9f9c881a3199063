package io.creditledger.testkit.contract.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.Entry;
import io.creditledger.Task;
import io.creditledger.TaskCharge;
import io.creditledger.TaskStatus;
import io.creditledger.spi.AccountChange;
import io.creditledger.spi.CreditStore;
import io.creditledger.testkit.contract.ForwardingStore;
import io.creditledger.testkit.contract.LedgerFixture;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.lifecycle.AfterProperty;

/** The random sales come to everything that can become of a task. */
class SellingScenariosTest extends SellingProperties {
    private final Set<String> seen = new TreeSet<>();

    @Override
    protected LedgerFixture fixture() {
        return new FaultyFixture(Listening::new);
    }

    @Override
    protected int tries() {
        return 1_000;
    }

    @AfterProperty
    void everything_became_of_a_task() {
        assertThat(seen)
                .contains(
                        "task RUNNING",
                        "task FAILED",
                        "task CANCELLED",
                        "task prepaid",
                        "task uncharged",
                        "task charged at once",
                        "task settled later",
                        "task deducted in part and owed",
                        "task deducted in part and forgiven",
                        "task owed altogether",
                        "task of nothing",
                        "task at the old price",
                        "task at the new price",
                        "OPEN",
                        "GRANT",
                        "CHARGE",
                        "FORGIVE",
                        "OWE",
                        "REPAY");
    }

    /** Writes down what is written. */
    private final class Listening extends ForwardingStore {
        Listening(CreditStore store) {
            super(store);
        }

        @Override
        protected AccountChange write(AccountChange change) {
            change.entries().stream().map(Entry::type).map(Enum::name).forEach(seen::add);
            change.started().forEach(task -> seen.add("task " + task.status()));
            change.moved().forEach(SellingScenariosTest.this::ended);
            return change;
        }
    }

    private void ended(Task task) {
        TaskCharge charge = task.charge();
        seen.add("task at the " + task.rateCard() + " price");
        if (charge != null) {
            seen.add("task " + (charge.isCharged() ? payment(charge) : "uncharged"));
        } else {
            seen.add("task " + (task.status() == TaskStatus.COMPLETED ? "prepaid" : task.status()));
        }
        if (charge != null && charge.isCharged()) {
            Instant ended = Objects.requireNonNull(task.endedAt());
            seen.add(ended.equals(charge.chargedAt()) ? "task charged at once" : "task settled later");
        }
    }

    private static String payment(TaskCharge charge) {
        if (charge.shortfall().isZero()) {
            return charge.calculated().isZero() ? "of nothing" : "deducted";
        }
        String uncovered = charge.owed().isZero() ? "forgiven" : "owed";
        return charge.deducted().isZero() ? uncovered + " altogether" : "deducted in part and " + uncovered;
    }
}
