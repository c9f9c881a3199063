package io.creditledger.testkit.contract;

import static io.creditledger.testkit.CreditAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.Balance;
import io.creditledger.Credits;
import io.creditledger.ExpiringCredits;
import io.creditledger.Expiry;
import io.creditledger.Forecast;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an account had in the past, and what it will have. */
abstract class BalanceInTimeContract extends ContractSuite {
    private static final Instant OPENED = Instant.parse("2026-01-15T10:00:00Z");
    private static final Instant FEBRUARY = Instant.parse("2026-02-01T00:00:00Z");
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant APRIL = Instant.parse("2026-04-01T00:00:00Z");

    @BeforeEach
    void openAccount() {
        open(ALICE);
    }

    @Test
    void a_balance_of_the_past_is_what_was_told_then() {
        List<Balance> told = new ArrayList<>();
        for (Runnable event : eventfulLife()) {
            event.run();
            told.add(ledger.balance(ALICE));
            clock.set(clock.instant().plus(1, ChronoUnit.MICROS));
            told.add(ledger.balance(ALICE));
            clock.set(clock.instant().plus(9, ChronoUnit.DAYS));
        }

        assertThat(told).extracting(then -> then.available().value()).contains(50L, 35L, 40L, 37L);
        assertThat(told)
                .allSatisfy(
                        then -> assertThat(ledger.balanceAsOf(ALICE, then.at())).isEqualTo(then));
    }

    private List<Runnable> eventfulLife() {
        return List.of(
                () -> grant(ALICE, 50, "a"),
                () -> charge(ALICE, 15, "task-1"),
                () -> ledger.grant(grantOf(ALICE, 20, "b").effectiveFrom(APRIL)),
                () -> ledger.grant(grantOf(ALICE, 5, "c").expiring(Expiry.at(MARCH))),
                () -> charge(ALICE, 3, "task-2"),
                () -> ledger.grant(grantOf(ALICE, 7, "d")
                        .effectiveFrom(OPENED.minusSeconds(1))
                        .expiring(Expiry.at(FEBRUARY))),
                () -> ledger.expire(),
                () -> charge(ALICE, 30, "task-3"),
                () -> charge(ALICE, 0, "task-4"),
                () -> ledger.grant(grantOf(ALICE, 9, "e").effectiveFrom(OPENED)),
                () -> ledger.expire());
    }

    @Test
    void a_balance_of_the_past_counts_what_is_recorded_up_to_that_microsecond() {
        grant(ALICE, 50, "a");
        clock.set(FEBRUARY);
        charge(ALICE, 20, "task-1");
        clock.set(APRIL);

        assertThat(ledger.balanceAsOf(ALICE, FEBRUARY.minus(1, ChronoUnit.MICROS)))
                .hasAvailable(50);
        assertThat(ledger.balanceAsOf(ALICE, FEBRUARY)).hasAvailable(30);
        assertThat(ledger.balanceAsOf(ALICE, FEBRUARY.plusNanos(999))).hasAvailable(30);
    }

    @Test
    void expiries_of_the_past_count_from_their_instant_whenever_they_were_recorded() {
        ledger.grant(grantOf(ALICE, 50, "a").expiring(Expiry.at(FEBRUARY)));
        clock.set(APRIL);
        ledger.expire();

        assertThat(ledger.balanceAsOf(ALICE, FEBRUARY.minus(1, ChronoUnit.MICROS)))
                .hasAvailable(50)
                .expiresNext(FEBRUARY, 50);
        assertThat(ledger.balanceAsOf(ALICE, FEBRUARY)).hasAvailable(0).neverExpires();
        assertThat(ledger.balanceAsOf(ALICE, MARCH)).hasAvailable(0);
    }

    @Test
    void before_it_was_opened_an_account_had_nothing() {
        grant(ALICE, 50, "a");

        assertThat(ledger.balanceAsOf(ALICE, OPENED.minus(1, ChronoUnit.MICROS)))
                .hasAvailable(0)
                .hasNotYetEffective(0)
                .hasHeld(0)
                .hasDebt(0)
                .neverExpires();
        assertThat(ledger.balanceAsOf(ALICE, Instant.EPOCH)).hasAvailable(0);
        assertThat(ledger.balanceAsOf(ALICE, OPENED)).hasAvailable(50);
    }

    @Test
    void the_future_is_not_the_past() {
        grant(ALICE, 50, "a");

        assertThatThrownBy(() -> ledger.balanceAsOf(ALICE, OPENED.plus(1, ChronoUnit.MICROS)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("forecast");
        assertThatThrownBy(() -> ledger.forecast(ALICE, OPENED.minus(1, ChronoUnit.MICROS)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("balanceAsOf");
        assertThat(ledger.balanceAsOf(ALICE, OPENED)).hasAvailable(50);
        assertThat(ledger.forecast(ALICE, OPENED).balance()).hasAvailable(50);
    }

    @Test
    void a_forecast_tells_what_will_be_there_and_what_will_have_expired() {
        ledger.grant(grantOf(ALICE, 10, "a").expiring(Expiry.at(MARCH)));
        ledger.grant(grantOf(ALICE, 20, "b").effectiveFrom(FEBRUARY).expiring(Expiry.at(MARCH)));
        ledger.grant(grantOf(ALICE, 40, "c").effectiveFrom(MARCH).expiring(Expiry.at(APRIL)));
        ledger.grant(grantOf(ALICE, 80, "d").expiring(Expiry.never()));

        Forecast february = ledger.forecast(ALICE, FEBRUARY);
        Forecast march = ledger.forecast(ALICE, MARCH);
        Forecast april = ledger.forecast(ALICE, APRIL);

        assertThat(february.balance()).hasAvailable(110).hasNotYetEffective(40);
        assertThat(february.expired()).isEmpty();
        assertThat(march.balance()).hasAvailable(120).hasNotYetEffective(0).expiresNext(APRIL, 40);
        assertThat(march.expired()).containsExactly(expired(MARCH, 30));
        assertThat(april.balance()).hasAvailable(80).neverExpires();
        assertThat(april.expired()).containsExactly(expired(MARCH, 30), expired(APRIL, 40));
        assertThat(april.expiredCredits()).isEqualTo(Credits.of(70));
    }

    @Test
    void a_forecast_comes_true_if_nothing_happens() {
        ledger.grant(grantOf(ALICE, 10, "a").expiring(Expiry.at(FEBRUARY)));
        ledger.grant(grantOf(ALICE, 20, "b").effectiveFrom(MARCH));
        Balance foretold = ledger.forecast(ALICE, MARCH).balance();

        clock.set(MARCH);

        assertThat(ledger.balance(ALICE)).isEqualTo(foretold).hasAvailable(20);
    }

    @Test
    void a_forecast_does_not_count_what_has_expired_before_now() {
        ledger.grant(grantOf(ALICE, 10, "a").expiring(Expiry.at(FEBRUARY)));
        ledger.grant(grantOf(ALICE, 20, "b").expiring(Expiry.at(APRIL)));
        clock.set(FEBRUARY);

        assertThat(ledger.forecast(ALICE, APRIL).expired()).containsExactly(expired(APRIL, 20));
    }

    private static ExpiringCredits expired(Instant at, long credits) {
        return new ExpiringCredits(at, Credits.of(credits));
    }
}
