package io.creditledger.testkit.contract;

import static io.creditledger.testkit.CreditAssertions.allocation;
import static io.creditledger.testkit.CreditAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.ChargeCredits;
import io.creditledger.ChargeReceipt;
import io.creditledger.Credits;
import io.creditledger.Expiry;
import io.creditledger.GrantCredits;
import io.creditledger.GrantReceipt;
import io.creditledger.InsufficientCreditsException;
import io.creditledger.Metadata;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That what is asked for twice happens once. */
abstract class IdempotencyContract extends ContractSuite {
    @BeforeEach
    void openAccount() {
        open(ALICE);
    }

    @Test
    void a_charge_delivered_twice_takes_the_credits_once() {
        grant(ALICE, 100, "order-1");
        ChargeReceipt first = charge(ALICE, 30, "task-1");

        ChargeReceipt second = charge(ALICE, 30, "task-1");

        assertThat(second).isReplay();
        assertThat(second.charge()).isEqualTo(first.charge());
        assertThat(ledger.balance(ALICE)).hasAvailable(70);
    }

    @Test
    void a_grant_delivered_twice_gives_the_credits_once() {
        GrantReceipt first = ledger.grant(grantOf(ALICE, 100, "order-1"));
        clock.advance(Duration.ofDays(40));

        GrantReceipt second = ledger.grant(grantOf(ALICE, 100, "order-1"));

        assertThat(second).isReplay();
        assertThat(second.grant()).isEqualTo(first.grant());
        assertThat(ledger.balance(ALICE)).hasAvailable(100);
    }

    @Test
    void a_request_with_all_that_it_can_bear_is_recognised() {
        GrantCredits grant = grantOf(ALICE, 100, "order-1")
                .withPriority(7)
                .effectiveFrom(Instant.parse("2026-01-01T00:00:00.000001Z"))
                .expiring(Expiry.never())
                .withReference("Rechnung № 4 & mehr = ?")
                .withMetadata(Metadata.of("a", "1").and("b", "2"));
        ChargeCredits charge = ChargeCredits.of(ALICE, Credits.of(30), key("task-1"))
                .withReference("a=1&b=2")
                .withMetadata(Metadata.of("ü", "&=#"));
        ledger.grant(grant);
        ledger.charge(charge);

        assertThat(ledger.grant(grant.withMetadata(Metadata.of("b", "2").and("a", "1"))))
                .isReplay();
        assertThat(ledger.charge(charge)).isReplay();
    }

    @Test
    void a_replay_tells_the_first_result_however_much_has_happened_since() {
        grant(ALICE, 20, "order-1");
        ChargeReceipt first = charge(ALICE, 10, "task-1");
        GrantReceipt granted = ledger.grant(grantOf(ALICE, 50, "order-2"));
        charge(ALICE, 60, "task-2");
        clock.advance(Duration.ofDays(365));
        ledger.expire();

        assertThat(charge(ALICE, 10, "task-1")).isReplay().isPaidBy(allocation("order-1", 10));
        assertThat(charge(ALICE, 10, "task-1").charge()).isEqualTo(first.charge());
        assertThat(ledger.grant(grantOf(ALICE, 50, "order-2")).grant()).isEqualTo(granted.grant());
        assertThat(ledger.balance(ALICE)).hasAvailable(0);
    }

    @Test
    void the_replay_of_a_grant_that_had_expired_already_tells_that_nothing_remained() {
        GrantCredits late = grantOf(ALICE, 50, "order-1").expiring(expiry("2026-01-01T00:00:00Z"));
        GrantReceipt first = ledger.grant(late);

        assertThat(ledger.grant(late))
                .isReplay()
                .grant()
                .isEqualTo(first.grant())
                .hasRemaining(0);
    }

    @Test
    void the_replay_of_a_charge_keeps_the_order_of_its_allocations() {
        grant(ALICE, 10, "z");
        grant(ALICE, 10, "a");
        grant(ALICE, 10, "m");
        charge(ALICE, 25, "task-1");

        assertThat(charge(ALICE, 25, "task-1"))
                .isReplay()
                .isPaidBy(allocation("z", 10), allocation("a", 10), allocation("m", 5));
    }

    @Test
    void replays_write_nothing() {
        GrantCredits grant = grantOf(ALICE, 100, "order-1");
        ledger.grant(grant);
        charge(ALICE, 30, "task-1");
        clock.advance(Duration.ofDays(1));
        StoreContents before = contents();

        assertThat(ledger.grant(grant)).isReplay();
        assertThat(charge(ALICE, 30, "task-1")).isReplay();
        assertThat(ledger.open(ALICE)).isReplay();

        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void a_replay_needs_no_credits() {
        grant(ALICE, 30, "order-1");
        charge(ALICE, 30, "task-1");

        assertThat(charge(ALICE, 30, "task-1")).isReplay();
        assertThat(ledger.balance(ALICE)).hasAvailable(0);
    }

    @Test
    void another_policy_does_not_make_it_another_request() {
        grant(ALICE, 100, "order-1");
        ledger = fixture.ledger(POLICY.toBuilder().expiryMonths(1).build(), clock);

        assertThat(ledger.grant(grantOf(ALICE, 100, "order-1")))
                .isReplay()
                .grant()
                .expiresAt(Instant.parse("2026-07-15T10:00:00Z"));
    }

    @Test
    void a_key_belongs_to_its_account() {
        open(BOB);
        grant(ALICE, 100, "order-1");

        assertThat(ledger.grant(grantOf(BOB, 70, "order-1"))).isNew();
        assertThat(charge(ALICE, 10, "task-1")).isNew();
        assertThat(charge(BOB, 20, "task-1")).isNew();

        assertThat(ledger.balance(ALICE)).hasAvailable(90);
        assertThat(ledger.balance(BOB)).hasAvailable(50);
    }

    @Test
    void a_refusal_does_not_use_up_the_key() {
        grant(ALICE, 10, "order-1");
        assertThatThrownBy(() -> charge(ALICE, 30, "task-1")).isInstanceOf(InsufficientCreditsException.class);

        assertThat(charge(ALICE, 5, "task-1")).isNew().hasAmount(5);
        assertThat(ledger.balance(ALICE)).hasAvailable(5);
    }

    @Test
    void a_refused_charge_succeeds_once_there_are_enough_credits() {
        grant(ALICE, 10, "order-1");
        assertThatThrownBy(() -> charge(ALICE, 30, "task-1")).isInstanceOf(InsufficientCreditsException.class);
        grant(ALICE, 20, "order-2");

        assertThat(charge(ALICE, 30, "task-1")).isNew();
        assertThat(charge(ALICE, 30, "task-1")).isReplay();
    }
}
