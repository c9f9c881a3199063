package io.creditledger.testkit.contract;

import static io.creditledger.testkit.CreditAssertions.allocation;
import static io.creditledger.testkit.CreditAssertions.assertThat;

import io.creditledger.ConsumptionOrder;
import io.creditledger.CreditLedger;
import io.creditledger.Credits;
import io.creditledger.Expiry;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which grant pays first. */
abstract class ConsumptionContract extends ContractSuite {
    @BeforeEach
    void openAccount() {
        open(ALICE);
    }

    @Test
    void what_expires_soonest_pays_first() {
        give("june", 0, expiry("2026-06-01T00:00:00Z"));
        give("april", 0, expiry("2026-04-01T00:00:00Z"));
        give("may", 0, expiry("2026-05-01T00:00:00Z"));

        assertPaysInOrder("april", "may", "june");
    }

    @Test
    void a_microsecond_decides_who_expires_sooner() {
        give("later", 0, expiry("2026-06-01T00:00:00.000002Z"));
        give("sooner", 0, expiry("2026-06-01T00:00:00.000001Z"));

        assertPaysInOrder("sooner", "later");
    }

    @Test
    void what_never_expires_pays_last() {
        give("never", 0, Expiry.never());
        give("last-day", 0, expiry("9999-12-31T23:59:59.999999Z"));
        give("never-too", 0, Expiry.never());

        assertPaysInOrder("last-day", "never", "never-too");
    }

    @Test
    void lower_priority_pays_before_sooner_expiry() {
        give("high", 1, expiry("2026-02-01T00:00:00Z"));
        give("default", 0, Expiry.never());
        give("lowest", Integer.MIN_VALUE, Expiry.never());
        give("highest", Integer.MAX_VALUE, expiry("2026-02-01T00:00:00Z"));
        give("low", -1, expiry("2026-03-01T00:00:00Z"));

        assertPaysInOrder("lowest", "low", "default", "high", "highest");
    }

    @Test
    void within_a_priority_the_soonest_expiry_pays_first() {
        give("one-june", 1, expiry("2026-06-01T00:00:00Z"));
        give("two-april", 2, expiry("2026-04-01T00:00:00Z"));
        give("one-may", 1, expiry("2026-05-01T00:00:00Z"));

        assertPaysInOrder("one-may", "one-june", "two-april");
    }

    @Test
    void among_equals_the_first_grant_pays_first_whatever_it_is_called() {
        give("z", 0, expiry("2026-06-01T00:00:00Z"));
        give("a", 0, expiry("2026-06-01T00:00:00Z"));
        give("m", 0, expiry("2026-06-01T00:00:00Z"));

        assertPaysInOrder("z", "a", "m");
    }

    @Test
    void when_a_grant_became_effective_does_not_count() {
        ledger.grant(grantOf(ALICE, 10, "new").expiring(expiry("2026-06-01T00:00:00Z")));
        ledger.grant(grantOf(ALICE, 10, "backdated")
                .effectiveFrom(Instant.parse("2025-01-01T00:00:00Z"))
                .expiring(expiry("2026-06-01T00:00:00Z")));

        assertPaysInOrder("new", "backdated");
    }

    @Test
    void what_is_empty_expired_or_not_effective_yet_is_passed_over() {
        give("empty", 0, expiry("2026-01-20T00:00:00Z"));
        charge(ALICE, 10, "task-1");
        give("expired", 0, expiry("2026-02-01T00:00:00Z"));
        ledger.grant(grantOf(ALICE, 10, "pending")
                .effectiveFrom(Instant.parse("2026-03-01T00:00:00Z"))
                .expiring(expiry("2026-04-01T00:00:00Z")));
        give("may", 0, expiry("2026-05-01T00:00:00Z"));
        give("june", 0, expiry("2026-06-01T00:00:00Z"));
        clock.set("2026-02-01T00:00:00Z");

        assertThat(charge(ALICE, 15, "task-2")).isPaidBy(allocation("may", 10), allocation("june", 5));
    }

    @Test
    void by_another_policy_the_oldest_grant_pays_first_whatever_its_priority_and_expiry() {
        give("first", 9, Expiry.never());
        give("second", 0, expiry("2026-03-01T00:00:00Z"));
        give("third", -9, expiry("2026-02-01T00:00:00Z"));
        ledger = fixture.ledger(
                POLICY.toBuilder()
                        .consumptionOrder(ConsumptionOrder.OLDEST_GRANT_FIRST)
                        .build(),
                clock);

        assertThat(ledger.quote(ALICE, Credits.of(25)))
                .isCoveredBy(allocation("first", 10), allocation("second", 10), allocation("third", 5));
        assertPaysInOrder("first", "second", "third");
    }

    @Test
    void the_oldest_grant_that_has_expired_does_not_pay() {
        give("first", 0, expiry("2026-02-01T00:00:00Z"));
        give("second", 0, Expiry.never());
        CreditLedger strict = fixture.ledger(
                POLICY.toBuilder()
                        .consumptionOrder(ConsumptionOrder.OLDEST_GRANT_FIRST)
                        .build(),
                clock);
        clock.set("2026-02-01T00:00:00Z");

        assertThat(strict.charge(ALICE, Credits.of(5), key("task-1"))).isPaidBy(allocation("second", 5));
    }

    /** Charges less than there is, so that a store which looks at the wrong grants first does not come to the right ones. */
    private void assertPaysInOrder(String... keys) {
        assertThat(charge(ALICE, 15, "task-0")).isPaidBy(allocation(keys[0], 10), allocation(keys[1], 5));
        assertThat(charge(ALICE, 5, "task-1")).isPaidBy(allocation(keys[1], 5));
        for (int i = 2; i < keys.length; i++) {
            assertThat(charge(ALICE, 10, "task-" + i)).isPaidBy(allocation(keys[i], 10));
        }
    }

    private void give(String key, int priority, Expiry expiry) {
        ledger.grant(grantOf(ALICE, 10, key).withPriority(priority).expiring(expiry));
    }
}
