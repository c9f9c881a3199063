package io.creditledger.jdbc;

import static io.creditledger.jdbc.LedgerDatabase.ALICE;
import static io.creditledger.jdbc.LedgerDatabase.chargeOf;
import static io.creditledger.jdbc.LedgerDatabase.grantOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.ConsumptionOrder;
import io.creditledger.Credits;
import io.creditledger.Grant;
import io.creditledger.IdempotencyKey;
import io.creditledger.TaskId;
import io.creditledger.spi.Demand;
import io.creditledger.spi.Loaded;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a store loads for a batch in which some commands were done before and others were not. */
@EveryDatabase
class DemandTest {
    private final LedgerDatabase database;
    private final JdbcCreditLedger ledger;

    DemandTest(TestDatabase server) {
        database = LedgerDatabase.emptied(server);
        ledger = database.ledger();
    }

    @Test
    void a_task_beside_a_replayed_charge_finds_all_the_grants_that_it_needs() {
        ledger.open(ALICE);
        for (int purchase = 1; purchase <= 40; purchase++) {
            ledger.grant(grantOf(ALICE, 10, "purchase-" + purchase));
        }
        ledger.charge(chargeOf(ALICE, 5, "task-1"));

        Loaded loaded = load(new Demand(
                ALICE,
                Set.of(IdempotencyKey.of("task-1")),
                Set.of(TaskId.of("4711")),
                database.clock.instant(),
                ConsumptionOrder.SOONEST_EXPIRY_FIRST,
                Credits.of(395),
                0));

        assertThat(loaded.earlier()).containsOnlyKeys(IdempotencyKey.of("task-1"));
        assertThat(loaded.grants().stream().map(Grant::remaining).reduce(Credits.ZERO, Credits::plus))
                .isEqualTo(Credits.of(395));
    }

    private Loaded load(Demand demand) {
        return database.store().transact(transaction -> {
            transaction.lock(new TreeSet<>(Set.of(ALICE)));
            return transaction.load(List.of(demand)).values().iterator().next();
        });
    }
}
