package io.creditledger.jdbc;

import static io.creditledger.jdbc.LedgerDatabase.ALICE;
import static io.creditledger.jdbc.LedgerDatabase.chargeOf;
import static io.creditledger.jdbc.LedgerDatabase.grantOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.AccountId;
import io.creditledger.ConsumptionOrder;
import io.creditledger.Credits;
import io.creditledger.Expiry;
import io.creditledger.Grant;
import io.creditledger.IdempotencyKey;
import io.creditledger.TaskId;
import io.creditledger.spi.Demand;
import io.creditledger.spi.Loaded;
import io.creditledger.spi.StoreTransaction;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a store loads for a batch in which some commands were done before and others were not. */
@EveryDatabase
class DemandTest {
    private static final SortedSet<AccountId> ALONE = new TreeSet<>(Set.of(ALICE));

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

    /** Some grants run out and others become effective while the lock is awaited; and there are more than a page of them. */
    @ParameterizedTest
    @ValueSource(ints = {1, 10, 11, 100, 200, 395, 1_000})
    void what_was_expected_before_the_lock_is_all_that_is_needed_after_it(int needed) {
        Instant before = database.clock.instant();
        Instant after = before.plusSeconds(60);
        ledger.open(ALICE);
        for (int purchase = 1; purchase <= 60; purchase++) {
            boolean runsOut = purchase % 3 == 0;
            boolean isLater = purchase % 3 == 1;
            ledger.grant(grantOf(ALICE, 10, "purchase-" + purchase)
                    .expiring(Expiry.at(before.plusSeconds(runsOut ? purchase : 1_000 + purchase)))
                    .effectiveFrom(isLater ? before.plusSeconds(30) : before));
        }
        Demand expected = chargeOfNeeded(before, needed, "task-1");

        List<Grant> found = load(expected, expected.at(after)).grants();

        assertThat(firstUsable(found, after, needed))
                .isEqualTo(firstUsable(load(expected.at(after)).grants(), after, needed))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {119, 120, 121})
    void what_the_last_grant_of_a_page_just_pays_for_or_does_not_is_found(int needed) {
        Instant now = database.clock.instant();
        ledger.open(ALICE);
        for (int purchase = 1; purchase <= GrantPage.FIRST.size() + 2; purchase++) {
            ledger.grant(grantOf(ALICE, 10, "purchase-" + purchase));
        }
        Demand demand = chargeOfNeeded(now, needed, "task-1");

        for (List<Grant> found :
                List.of(load(demand).grants(), load(demand, demand).grants())) {
            assertThat(firstUsable(found, now, needed)).hasSize((needed + 9) / 10);
        }
    }

    @Test
    void what_was_not_expected_is_read_all_the_same() {
        ledger.open(ALICE);
        ledger.grant(grantOf(ALICE, 10, "purchase-1"));
        ledger.charge(chargeOf(ALICE, 1, "task-1"));
        Instant now = database.clock.instant();
        Demand expected = chargeOfNeeded(now, 1, "task-2");
        Demand other = chargeOfNeeded(now, 5, "task-1");

        assertThat(load(expected, other)).isEqualTo(load(other));
        assertThat(load(expected, other).earlier()).containsOnlyKeys(IdempotencyKey.of("task-1"));
    }

    @Test
    void what_was_expected_at_a_later_instant_is_read_anew() {
        ledger.open(ALICE);
        Instant now = database.clock.instant();
        ledger.grant(grantOf(ALICE, 10, "purchase-1").expiring(Expiry.at(now.plusSeconds(1))));
        Demand demand = chargeOfNeeded(now, 5, "task-1");

        assertThat(load(demand.at(now.plusSeconds(1)), demand).grants()).hasSize(1);
    }

    @Test
    void what_is_only_expected_is_not_taken_for_read() {
        ledger.open(ALICE);
        ledger.grant(grantOf(ALICE, 10, "purchase-1"));
        ledger.charge(chargeOf(ALICE, 1, "task-1"));
        Demand demand = chargeOfNeeded(database.clock.instant(), 5, "task-1");

        assertThat(loadIn(transaction -> transaction.expect(() -> List.of(demand)), demand))
                .isEqualTo(load(demand));
        assertThat(loadIn(
                        transaction -> {
                            transaction.lock(ALONE);
                            transaction.expect(() -> List.of(demand));
                        },
                        demand))
                .isEqualTo(load(demand));
    }

    @Test
    void what_was_read_ahead_answers_once() {
        ledger.open(ALICE);
        ledger.grant(grantOf(ALICE, 10, "purchase-1"));
        Demand demand = chargeOfNeeded(database.clock.instant(), 5, "task-1");

        Loaded again = ((JdbcStore) database.store()).transact((sql, transaction) -> {
            transaction.expect(() -> List.of(demand));
            transaction.lock(ALONE);
            transaction.load(List.of(demand));
            sql.execute("update credit_grant set remaining = 7");
            return Objects.requireNonNull(transaction.load(List.of(demand)).get(ALICE));
        });

        assertThat(again.grants()).extracting(Grant::remaining).containsExactly(Credits.of(7));
    }

    private Loaded loadIn(Consumer<StoreTransaction> before, Demand demand) {
        return database.store().transact(transaction -> {
            before.accept(transaction);
            return transaction.load(List.of(demand)).values().iterator().next();
        });
    }

    private static Demand chargeOfNeeded(Instant at, int needed, String key) {
        return new Demand(
                ALICE,
                Set.of(IdempotencyKey.of(key)),
                Set.of(),
                at,
                ConsumptionOrder.SOONEST_EXPIRY_FIRST,
                Credits.of(needed),
                0);
    }

    /** The usable grants in the order in which they were found, until they hold what is needed. */
    private static List<Grant> firstUsable(List<Grant> grants, Instant at, int needed) {
        return grants.stream()
                .filter(grant -> grant.isUsableAt(at))
                .limit((needed + 9) / 10)
                .toList();
    }

    private Loaded load(Demand demand) {
        return load(List.of(), demand);
    }

    private Loaded load(Demand expected, Demand demand) {
        return load(List.of(expected), demand);
    }

    private Loaded load(List<Demand> expected, Demand demand) {
        return database.store().transact(transaction -> {
            transaction.expect(() -> expected);
            transaction.lock(ALONE);
            return transaction.load(List.of(demand)).values().iterator().next();
        });
    }
}
