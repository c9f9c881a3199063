package io.creditledger.testkit.contract;

import static io.creditledger.testkit.CreditAssertions.allocation;
import static io.creditledger.testkit.CreditAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.CreditLedger;
import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.InsufficientCreditsException;
import io.creditledger.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the ledger makes of its clock. */
abstract class ClockContract extends ContractSuite {
    private static final Instant BEGIN = Instant.parse("2026-01-15T10:00:00Z");

    @BeforeEach
    void openAccount() {
        open(ALICE);
    }

    @Test
    void recorded_instants_are_cut_to_microseconds() {
        clock.set("2026-01-15T10:00:00.123456789Z");
        Instant cut = Instant.parse("2026-01-15T10:00:00.123456Z");

        assertThat(grant(ALICE, 50, "order-1"))
                .isEffectiveFrom(cut)
                .expiresAt(Instant.parse("2026-07-15T10:00:00.123456Z"));
        assertThat(charge(ALICE, 10, "task-1").charge().chargedAt()).isEqualTo(cut);
        assertThat(ledger.open(BOB)).wasOpenedAt(cut);
        assertThat(ledger.balance(ALICE).at()).isEqualTo(cut);
        assertThat(journal(ALICE)).extracting(Entry::recordedAt).containsExactly(BEGIN, cut, cut);
        assertThat(current(ALICE, "order-1")).isEffectiveFrom(cut);
    }

    @Test
    void a_clock_that_runs_backwards_does_not_turn_an_account_back() {
        clock.advance(Duration.ofHours(1));
        grant(ALICE, 50, "order-1");
        clock.set(BEGIN);

        assertThat(grant(ALICE, 50, "order-2")).isEffectiveFrom(BEGIN.plus(Duration.ofHours(1)));
        assertThat(charge(ALICE, 10, "task-1").charge().chargedAt()).isEqualTo(BEGIN.plus(Duration.ofHours(1)));
        assertThat(journal(ALICE)).extracting(Entry::recordedAt).isSorted();
    }

    @Test
    void another_account_is_not_held_up_by_one_whose_time_is_ahead() {
        clock.advance(Duration.ofHours(1));
        grant(ALICE, 50, "order-1");
        clock.set(BEGIN);

        assertThat(ledger.open(BOB)).wasOpenedAt(BEGIN);
        assertThat(grant(BOB, 50, "order-1")).isEffectiveFrom(BEGIN);
    }

    @Test
    void what_expired_once_stays_expired_when_the_clock_runs_backwards() {
        ledger.grant(grantOf(ALICE, 50, "order-1").expiring(expiry("2026-02-01T00:00:00Z")));
        clock.set("2026-02-01T00:00:00Z");
        charge(ALICE, 0, "task-1");
        clock.set(BEGIN);

        assertThatThrownBy(() -> charge(ALICE, 1, "task-2")).isInstanceOf(InsufficientCreditsException.class);
    }

    @Test
    void a_node_whose_clock_lags_cannot_spend_what_another_has_swept() {
        ledger.grant(grantOf(ALICE, 50, "order-1").expiring(expiry("2026-02-01T00:00:00Z")));
        CreditLedger lagging = fixture.ledger(POLICY, SettableClock.at("2026-01-31T23:59:59Z"));
        clock.set("2026-02-01T00:00:00Z");
        ledger.expire();

        assertThatThrownBy(() -> lagging.charge(ALICE, Credits.of(1), key("task-1")))
                .isInstanceOf(InsufficientCreditsException.class);
        assertThat(lagging.expire().grants()).isZero();
    }

    @Test
    void a_node_whose_clock_lags_can_spend_what_another_has_granted() {
        CreditLedger lagging = fixture.ledger(POLICY, SettableClock.at(BEGIN.minusSeconds(1)));
        grant(ALICE, 50, "order-1");

        assertThat(lagging.charge(ALICE, Credits.of(20), key("task-1"))).isPaidBy(allocation("order-1", 20));
    }

    @Test
    void a_node_whose_clock_lags_sees_what_another_has_granted() {
        CreditLedger lagging = fixture.ledger(POLICY, SettableClock.at(BEGIN.minusSeconds(1)));
        grant(ALICE, 50, "order-1");

        assertThat(lagging.balance(ALICE)).hasAvailable(50).hasNotYetEffective(0);
        assertThat(lagging.quote(ALICE, Credits.of(20))).isCoveredBy(allocation("order-1", 20));
        assertThat(lagging.forecast(ALICE, BEGIN).balance()).hasAvailable(50);
    }

    @Test
    void a_clock_outside_of_what_databases_hold_is_refused_and_nothing_is_written() {
        StoreContents before = contents();
        clock.set("1969-12-31T23:59:59.999999Z");
        assertThatThrownBy(() -> grant(ALICE, 50, "order-1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> open(BOB)).isInstanceOf(IllegalArgumentException.class);
        clock.set("+10000-01-01T00:00:00Z");
        assertThatThrownBy(() -> grant(ALICE, 50, "order-1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> open(BOB)).isInstanceOf(IllegalArgumentException.class);

        assertThat(contents()).isEqualTo(before);
        clock.set(BEGIN);
        assertThat(ledger.grant(grantOf(ALICE, 50, "order-1"))).isNew();
    }

    @Test
    void an_expiry_beyond_what_databases_hold_is_refused_and_nothing_is_written() {
        clock.set("9999-12-01T00:00:00Z");
        StoreContents before = contents();

        assertThatThrownBy(() -> grant(ALICE, 50, "order-1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expiry");

        assertThat(contents()).isEqualTo(before);
        assertThat(ledger.balance(ALICE)).hasAvailable(0);
    }
}
