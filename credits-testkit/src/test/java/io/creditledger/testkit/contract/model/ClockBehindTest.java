package io.creditledger.testkit.contract.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.AccountId;
import io.creditledger.CreditLedger;
import io.creditledger.CreditPolicy;
import io.creditledger.Credits;
import io.creditledger.GrantCredits;
import io.creditledger.IdempotencyKey;
import io.creditledger.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node whose clock stands behind what another node has recorded already. */
class ClockBehindTest {
    private static final AccountId ALICE = AccountId.of("alice");
    private static final Instant RECORDED = Instant.parse("2026-01-15T10:00:00Z");

    private final SettableClock clock = SettableClock.at(RECORDED);
    private final CreditLedger ledger = new InMemoryFixture()
            .ledger(CreditPolicy.builder().signUpCredits(Credits.ZERO).build(), clock);

    @BeforeEach
    void grant_and_turn_the_clock_back() {
        ledger.open(ALICE);
        ledger.grant(GrantCredits.of(ALICE, Credits.of(50), "purchase", IdempotencyKey.of("order-1")));
        clock.advance(Duration.ofMinutes(-1));
    }

    @Test
    void a_balance_shows_what_a_charge_can_take() {
        Credits available = ledger.balance(ALICE).available();

        ledger.charge(ALICE, available, IdempotencyKey.of("task-1"));
        assertThat(available).isEqualTo(Credits.of(50));
    }

    @Test
    void a_quote_says_what_the_charge_then_takes() {
        assertThat(ledger.quote(ALICE, Credits.of(20)).allocations())
                .isEqualTo(ledger.charge(ALICE, Credits.of(20), IdempotencyKey.of("task-1"))
                        .charge()
                        .allocations());
    }

    @Test
    void looking_back_and_looking_ahead_meet_at_the_latest_record() {
        assertThat(ledger.balanceAsOf(ALICE, RECORDED)).isEqualTo(ledger.balance(ALICE));
        assertThat(ledger.forecast(ALICE, RECORDED).balance()).isEqualTo(ledger.balance(ALICE));
        assertThat(ledger.forecast(ALICE, RECORDED.minusMillis(1)).balance()).isEqualTo(ledger.balance(ALICE));
        assertThatThrownBy(() -> ledger.balanceAsOf(ALICE, RECORDED.plusMillis(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
