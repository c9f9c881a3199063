package io.creditledger.testkit.contract;

import static io.creditledger.testkit.CreditAssertions.allocation;
import static io.creditledger.testkit.CreditAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.ChargeReceipt;
import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.EntryType;
import io.creditledger.Expiry;
import io.creditledger.Grant;
import io.creditledger.GrantId;
import io.creditledger.GrantReceipt;
import io.creditledger.Metadata;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What granting credits promises. */
abstract class GrantingContract extends ContractSuite {
    private static final Instant FEBRUARY = Instant.parse("2026-02-01T00:00:00Z");
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00.000001Z");

    @BeforeEach
    void openAccount() {
        open(ALICE);
    }

    @Test
    void granted_credits_are_available_at_once() {
        assertThat(ledger.grant(grantOf(ALICE, 50, "order-1"))).isNew().hasAmount(50);
        assertThat(ledger.grant(grantOf(ALICE, 20, "order-2"))).isNew().hasAmount(20);

        assertThat(ledger.balance(ALICE)).hasAvailable(70).hasNotYetEffective(0);
    }

    @Test
    void a_grant_is_made_as_it_was_asked_for() {
        GrantReceipt receipt = ledger.grant(grantOf(ALICE, 50, "order-1")
                .withPriority(-3)
                .effectiveFrom(FEBRUARY)
                .expiring(Expiry.at(MARCH)));

        Credits fifty = Credits.of(50);
        assertThat(receipt.grant())
                .isEqualTo(new Grant(
                        ALICE, new GrantId("order-1"), 1, "purchase", -3, fifty, fifty, FEBRUARY, Expiry.at(MARCH)));
        assertThat(current(ALICE, "order-1")).isEqualTo(receipt.grant());
    }

    @Test
    void what_is_not_asked_for_is_as_the_policy_says() {
        assertThat(grant(ALICE, 50, "order-1"))
                .hasPriority(0)
                .isEffectiveFrom(clock.instant())
                .expiresAt(Instant.parse("2026-07-15T10:00:00Z"));
        assertThat(current(ALICE, "order-1")).expiresAt(Instant.parse("2026-07-15T10:00:00Z"));
    }

    @Test
    void a_grant_that_never_expires_is_there_for_ever() {
        ledger.grant(grantOf(ALICE, 50, "order-1").expiring(Expiry.never()));

        clock.set("9999-12-31T23:59:59.999999Z");
        ledger.expire();

        assertThat(current(ALICE, "order-1")).neverExpires().hasRemaining(50);
        assertThat(ledger.balance(ALICE)).hasAvailable(50).neverExpires();
        assertThat(charge(ALICE, 50, "task-1")).isPaidBy(allocation("order-1", 50));
    }

    @Test
    void a_grant_is_one_line_of_the_journal() {
        ledger.grant(grantOf(ALICE, 50, "order-1").effectiveFrom(FEBRUARY));

        Entry entry = journal(ALICE).get(1);

        assertThat(entry.type()).isEqualTo(EntryType.GRANT);
        assertThat(entry.grant()).isEqualTo(new GrantId("order-1"));
        assertThat(entry.amount()).isEqualTo(50);
        assertThat(entry.balanceAfter()).isEqualTo(Credits.of(50));
        assertThat(entry.effectiveAt()).isEqualTo(FEBRUARY);
        assertThat(entry.recordedAt()).isEqualTo(clock.instant());
    }

    @Test
    void the_journal_keeps_what_the_host_attached() {
        Metadata metadata = Metadata.of("plan", "pro").and("note", "");
        ledger.grant(
                grantOf(ALICE, 50, "order-1").withReference("invoice 2026-0815").withMetadata(metadata));

        assertThat(journal(ALICE).get(1).request()).satisfies(request -> {
            assertThat(request.key()).isEqualTo(key("order-1"));
            assertThat(request.reference()).isEqualTo("invoice 2026-0815");
            assertThat(request.metadata()).isEqualTo(metadata);
        });
    }

    @Test
    void grants_are_numbered_in_the_order_in_which_they_are_made() {
        clock.advance(Duration.ofDays(1));
        grant(ALICE, 1, "z");
        clock.advance(Duration.ofDays(-1));
        grant(ALICE, 1, "y");
        grant(ALICE, 1, "x");

        assertThat(current(ALICE, "z").number()).isEqualTo(1);
        assertThat(current(ALICE, "y").number()).isEqualTo(2);
        assertThat(current(ALICE, "x").number()).isEqualTo(3);
    }

    @Test
    void an_account_can_hold_as_many_credits_as_a_long_counts() {
        grant(ALICE, Long.MAX_VALUE - 1, "order-1");
        grant(ALICE, 1, "order-2");

        assertThat(ledger.balance(ALICE)).hasAvailable(Long.MAX_VALUE);
        assertThat(charge(ALICE, Long.MAX_VALUE, "task-1")).hasAmount(Long.MAX_VALUE);
        assertThat(ledger.balance(ALICE)).hasAvailable(0);
    }

    @Test
    void a_grant_that_is_effective_later_is_not_available_yet() {
        ledger.grant(grantOf(ALICE, 50, "order-1").effectiveFrom(FEBRUARY));

        assertThat(ledger.balance(ALICE)).hasAvailable(0).hasNotYetEffective(50);

        clock.set(FEBRUARY);
        assertThat(ledger.balance(ALICE)).hasAvailable(50).hasNotYetEffective(0);
    }

    @Test
    void a_grant_that_has_expired_already_is_a_grant_and_its_expiry_in_one_transaction() {
        GrantReceipt receipt = ledger.grant(grantOf(ALICE, 50, "order-1")
                .effectiveFrom(Instant.parse("2025-06-01T00:00:00Z"))
                .expiring(expiry("2025-12-01T00:00:00Z")));

        assertThat(receipt).isNew().grant().hasAmount(50).hasRemaining(0);
        assertThat(ledger.balance(ALICE)).hasAvailable(0).neverExpires();
        assertThat(journal(ALICE)).extracting(Entry::seq).containsExactly(1L, 2L, 2L);
        assertThat(journal(ALICE))
                .extracting(Entry::type)
                .containsExactly(EntryType.OPEN, EntryType.GRANT, EntryType.EXPIRE);
        assertThat(journal(ALICE)).extracting(Entry::amount).containsExactly(0L, 50L, -50L);
        assertThat(journal(ALICE).get(2).effectiveAt()).isEqualTo(Instant.parse("2025-12-01T00:00:00Z"));
    }

    @Test
    void a_grant_that_expires_at_this_very_instant_has_expired_already() {
        GrantReceipt receipt = ledger.grant(grantOf(ALICE, 50, "order-1").expiring(Expiry.at(clock.instant())));

        assertThat(receipt).grant().hasRemaining(0).isEffectiveFrom(clock.instant());
        assertThat(ledger.expire().grants()).isZero();
        assertThat(journal(ALICE)).hasSize(3);
    }

    @Test
    void a_backdated_grant_never_changes_who_paid() {
        grant(ALICE, 50, "order-1");
        ChargeReceipt before = charge(ALICE, 30, "task-1");

        ledger.grant(grantOf(ALICE, 50, "order-2")
                .effectiveFrom(Instant.parse("2025-12-01T00:00:00Z"))
                .expiring(expiry("2026-02-01T00:00:00Z")));

        assertThat(current(ALICE, "order-1")).hasRemaining(20);
        assertThat(current(ALICE, "order-2")).hasRemaining(50);
        assertThat(charge(ALICE, 30, "task-1").charge()).isEqualTo(before.charge());
        assertThat(charge(ALICE, 60, "task-2")).isPaidBy(allocation("order-2", 50), allocation("order-1", 10));
    }
}
