package io.creditledger.testkit.contract;

import static io.creditledger.testkit.CreditAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.Balance;
import io.creditledger.Credits;
import io.creditledger.ExpiringCredits;
import io.creditledger.Expiry;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an account has now. */
abstract class BalanceContract extends ContractSuite {
    private static final Instant FEBRUARY = Instant.parse("2026-02-01T00:00:00Z");
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant APRIL = Instant.parse("2026-04-01T00:00:00Z");

    @BeforeEach
    void openAccount() {
        open(ALICE);
    }

    @Test
    void a_balance_says_whose_it_is_and_when() {
        grant(ALICE, 50, "order-1");

        Balance balance = ledger.balance(ALICE);

        assertThat(balance).hasAvailable(50).hasHeld(0).hasDebt(0);
        assertThat(balance.account()).isEqualTo(ALICE);
        assertThat(balance.at()).isEqualTo(clock.instant());
    }

    @Test
    void what_expires_is_listed_soonest_first_and_summed_for_each_instant() {
        ledger.grant(grantOf(ALICE, 10, "a").expiring(Expiry.at(APRIL)));
        ledger.grant(grantOf(ALICE, 20, "b").expiring(Expiry.at(MARCH)));
        ledger.grant(grantOf(ALICE, 30, "c").expiring(Expiry.at(APRIL)));
        ledger.grant(grantOf(ALICE, 40, "d").expiring(Expiry.never()));
        ledger.grant(grantOf(ALICE, 50, "e").effectiveFrom(FEBRUARY).expiring(Expiry.at(MARCH)));

        assertThat(ledger.balance(ALICE)).hasAvailable(100).hasNotYetEffective(50);
        assertThat(ledger.balance(ALICE).expiring()).containsExactly(expiring(MARCH, 70), expiring(APRIL, 40));
    }

    @Test
    void what_is_spent_does_not_expire() {
        ledger.grant(grantOf(ALICE, 20, "a").expiring(Expiry.at(MARCH)));
        ledger.grant(grantOf(ALICE, 20, "b").expiring(Expiry.at(APRIL)));

        charge(ALICE, 25, "task-1");

        assertThat(ledger.balance(ALICE).expiring()).containsExactly(expiring(APRIL, 15));
    }

    @Test
    void a_balance_is_exact_without_any_sweep() {
        ledger.grant(grantOf(ALICE, 10, "a").expiring(Expiry.at(MARCH)));
        ledger.grant(grantOf(ALICE, 20, "b").effectiveFrom(FEBRUARY).expiring(Expiry.at(MARCH)));
        ledger.grant(grantOf(ALICE, 40, "c").effectiveFrom(APRIL));

        clock.set(FEBRUARY);
        assertThat(ledger.balance(ALICE))
                .hasAvailable(30)
                .hasNotYetEffective(40)
                .expiresNext(MARCH, 30);
        clock.set(MARCH);
        assertThat(ledger.balance(ALICE)).hasAvailable(0).hasNotYetEffective(40);
        clock.set(APRIL);
        assertThat(ledger.balance(ALICE)).hasAvailable(40).hasNotYetEffective(0);
    }

    @Test
    void a_sweep_changes_no_balance() {
        ledger.grant(grantOf(ALICE, 10, "a").expiring(Expiry.at(FEBRUARY)));
        ledger.grant(grantOf(ALICE, 20, "b").expiring(Expiry.at(MARCH)));
        ledger.grant(grantOf(ALICE, 40, "c").effectiveFrom(APRIL));
        clock.set(FEBRUARY);
        Balance before = ledger.balance(ALICE);

        assertThat(ledger.expire().grants()).isEqualTo(1);

        assertThat(ledger.balance(ALICE)).isEqualTo(before).hasAvailable(20).hasNotYetEffective(40);
    }

    @Test
    void reading_writes_nothing() {
        ledger.grant(grantOf(ALICE, 10, "a").expiring(Expiry.at(FEBRUARY)));
        clock.set(FEBRUARY);
        StoreContents before = contents();

        assertThat(ledger.balance(ALICE)).hasAvailable(0);
        assertThat(ledger.balanceAsOf(ALICE, FEBRUARY.minusSeconds(1))).hasAvailable(10);
        assertThat(ledger.forecast(ALICE, MARCH).balance()).hasAvailable(0);

        assertThat(contents()).isEqualTo(before);
    }

    private static ExpiringCredits expiring(Instant expires, long credits) {
        return new ExpiringCredits(expires, Credits.of(credits));
    }
}
