package io.creditledger.testkit;

import static io.creditledger.testkit.CreditAssertions.allocation;
import static io.creditledger.testkit.CreditAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.AccountId;
import io.creditledger.Balance;
import io.creditledger.ChargeReceipt;
import io.creditledger.CreditLedger;
import io.creditledger.Credits;
import io.creditledger.Expiry;
import io.creditledger.GrantCredits;
import io.creditledger.GrantReceipt;
import io.creditledger.IdempotencyKey;
import io.creditledger.OpenReceipt;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class CreditAssertionsTest {
    private static final AccountId ALICE = AccountId.of("alice");
    private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant JULY = Instant.parse("2026-07-15T10:00:00Z");

    private final CreditLedger ledger = InMemoryCreditLedger.create(SettableClock.at(NOW));
    private final OpenReceipt opened = ledger.open(ALICE);
    private final GrantReceipt granted =
            ledger.grant(GrantCredits.of(ALICE, Credits.of(50), "purchase", IdempotencyKey.of("order-1"))
                    .withPriority(-1)
                    .expiring(Expiry.never()));
    private final ChargeReceipt charged = charge();

    private ChargeReceipt charge() {
        return ledger.charge(ALICE, Credits.of(70), IdempotencyKey.of("task-1"));
    }

    @Test
    void what_is_true_of_a_balance_passes() {
        assertThatCode(() -> assertThat(ledger.balance(ALICE))
                        .hasAvailable(80)
                        .hasNotYetEffective(0)
                        .hasHeld(0)
                        .hasDebt(0)
                        .expiresNext(JULY, 80))
                .doesNotThrowAnyException();
    }

    @Test
    void another_amount_available_is_told() {
        assertFails(
                () -> assertThat(ledger.balance(ALICE)).hasAvailable(50),
                "Expected a balance of account 'alice' at 2026-01-15T10:00:00Z with 50 credits available, "
                        + "but there are 80");
    }

    @Test
    void every_other_amount_of_a_balance_is_told() {
        Balance balance = ledger.balance(ALICE);

        assertFails(
                () -> assertThat(balance).hasNotYetEffective(5), "with 5 credits not yet effective, but there are 0");
        assertFails(() -> assertThat(balance).hasHeld(5), "with 5 credits held, but there are 0");
        assertFails(() -> assertThat(balance).hasDebt(5), "with 5 credits of debt, but there are 0");
    }

    @Test
    void another_next_expiry_is_told() {
        assertFails(
                () -> assertThat(ledger.balance(ALICE)).expiresNext(MARCH, 80),
                "of which 80 credits expire at 2026-03-01T00:00:00Z next, "
                        + "but it is one of which 80 credits expire at 2026-07-15T10:00:00Z next");
        assertFails(() -> assertThat(ledger.balance(ALICE)).expiresNext(JULY, 79), "of which 79 credits expire");
        assertFails(() -> assertThat(ledger.balance(ALICE)).neverExpires(), "but 80 credits expire at 2026-07-15");
    }

    @Test
    void a_balance_in_which_nothing_expires_is_told() {
        ledger.charge(ALICE, Credits.of(80), IdempotencyKey.of("task-2"));

        assertThatCode(() -> assertThat(ledger.balance(ALICE)).neverExpires()).doesNotThrowAnyException();
        assertFails(() -> assertThat(ledger.balance(ALICE)).expiresNext(JULY, 80), "but nothing in it ever expires");
    }

    @Test
    void what_is_true_of_receipts_passes() {
        assertThatCode(() -> {
                    assertThat(opened).isNew().wasOpenedAt(NOW).hasSignUpCredits(100);
                    assertThat(ledger.open(ALICE)).isReplay();
                    assertThat(granted).isNew().hasAmount(50).grant().neverExpires();
                    assertThat(charged)
                            .isNew()
                            .hasAmount(70)
                            .isPaidBy(allocation("order-1", 50), allocation("credit:open", 20));
                    assertThat(charge()).isReplay().hasAmount(70);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void a_replay_and_a_new_effect_are_told_apart() {
        assertFails(() -> assertThat(charged).isReplay(), "Expected the receipt of a replay, but the request had");
        assertFails(() -> assertThat(charge()).isNew(), "Expected the receipt of a new effect, but the request was");
        assertFails(() -> assertThat(granted).isReplay(), "Expected the receipt of a replay");
        assertFails(() -> assertThat(opened).isReplay(), "Expected the receipt of a replay");
    }

    @Test
    void what_is_wrong_with_an_opening_is_told() {
        assertFails(
                () -> assertThat(opened).wasOpenedAt(MARCH),
                "Expected account 'alice' to have been opened at 2026-03-01T00:00:00Z, "
                        + "but it was opened at 2026-01-15T10:00:00Z");
        assertFails(
                () -> assertThat(opened).hasSignUpCredits(0),
                "Expected account 'alice' to have 0 sign-up credits, but it has 100");
    }

    @Test
    void what_is_wrong_with_a_charge_is_told() {
        assertFails(
                () -> assertThat(charged).hasAmount(71),
                "Expected charge 'task-1' of account 'alice' to be of 71 credits, but it is of 70");
        assertFails(
                () -> assertThat(charged).isPaidBy(allocation("order-1", 70)),
                "to be paid by 'order-1' with 70, but it is paid by 'order-1' with 50, 'credit:open' with 20");
        assertFails(
                () -> assertThat(charged).isPaidBy(allocation("credit:open", 20), allocation("order-1", 50)),
                "but it is paid by 'order-1' with 50, 'credit:open' with 20");
        assertFails(() -> assertThat(charged).isPaidBy(), "to be paid by no grant");
    }

    @Test
    void what_is_true_of_a_grant_passes() {
        assertThatCode(() -> assertThat(granted.grant())
                        .hasAmount(50)
                        .hasRemaining(50)
                        .hasSource("purchase")
                        .hasPriority(-1)
                        .isEffectiveFrom(NOW)
                        .neverExpires())
                .doesNotThrowAnyException();
    }

    @Test
    void what_is_wrong_with_a_grant_is_told() {
        String grant = "Expected grant 'order-1' of account 'alice' to have ";

        assertFails(() -> assertThat(granted).hasAmount(5), grant + "amount 5, but it has 50");
        assertFails(() -> assertThat(granted.grant()).hasRemaining(5), grant + "remaining 5, but it has 50");
        assertFails(() -> assertThat(granted.grant()).hasSource("gift"), grant + "source gift, but it has purchase");
        assertFails(() -> assertThat(granted.grant()).hasPriority(0), grant + "priority 0, but it has -1");
        assertFails(
                () -> assertThat(granted.grant()).isEffectiveFrom(MARCH),
                grant + "effective instant 2026-03-01T00:00:00Z, but it has 2026-01-15T10:00:00Z");
        assertFails(
                () -> assertThat(granted.grant()).expiresAt(MARCH),
                grant + "expiry 2026-03-01T00:00:00Z, but it has never");
        assertFails(
                () -> assertThat(opened.signUpGrant().orElseThrow()).neverExpires(),
                "to have expiry never, but it has 2026-07-15T10:00:00Z");
    }

    @Test
    void what_is_true_of_a_quote_passes() {
        assertThatCode(() -> {
                    assertThat(ledger.quote(ALICE, Credits.of(80))).isCoveredBy(allocation("credit:open", 80));
                    assertThat(ledger.quote(ALICE, Credits.of(81))).isMissing(1);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void what_is_wrong_with_a_quote_is_told() {
        String quote = "Expected a quote of 80 credits to account 'alice' with 80 available to ";

        assertFails(
                () -> assertThat(ledger.quote(ALICE, Credits.of(80))).isCoveredBy(allocation("order-1", 80)),
                quote + "be covered by 'order-1' with 80, but it is covered by 'credit:open' with 80");
        assertFails(
                () -> assertThat(ledger.quote(ALICE, Credits.of(80))).isMissing(1),
                quote + "miss 1 credits, but 0 are missing");
        assertFails(
                () -> assertThat(ledger.quote(ALICE, Credits.of(90))).isCoveredBy(allocation("credit:open", 90)),
                "to be covered, but 10 credits are missing");
    }

    @Test
    void a_description_stands_before_the_failure() {
        assertFails(
                () -> assertThat(ledger.balance(ALICE)).as("after the refund").hasAvailable(50), "[after the refund]");
        assertFails(() -> assertThat(granted).as("the gift").grant().hasAmount(5), "[the gift]");
    }

    private static void assertFails(ThrowingCallable assertion, String message) {
        assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessageContaining(message);
    }
}
