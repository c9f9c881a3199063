package io.creditledger.testkit;

import static io.creditledger.testkit.CreditAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.AccountId;
import io.creditledger.AccountNotFoundException;
import io.creditledger.CreditLedger;
import io.creditledger.CreditPolicy;
import io.creditledger.Credits;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InMemoryCreditLedgerTest {
    private static final AccountId ALICE = AccountId.of("alice");

    private final SettableClock clock = SettableClock.at("2026-01-31T10:00:00Z");

    @Test
    void a_ledger_follows_the_default_policy_and_the_clock() {
        CreditLedger ledger = InMemoryCreditLedger.create(clock);
        ledger.open(ALICE);

        assertThat(ledger.balance(ALICE)).hasAvailable(100);
        clock.advance(Duration.ofDays(365));
        assertThat(ledger.balance(ALICE)).hasAvailable(0);
    }

    @Test
    void a_ledger_follows_the_policy_that_it_is_given() {
        CreditLedger ledger = InMemoryCreditLedger.create(
                CreditPolicy.builder().signUpCredits(Credits.of(7)).build(), clock);

        assertThat(ledger.open(ALICE)).hasSignUpCredits(7);
    }

    @Test
    void two_ledgers_know_nothing_of_each_other() {
        InMemoryCreditLedger.create(clock).open(ALICE);

        assertThatThrownBy(() -> InMemoryCreditLedger.create(clock).balance(ALICE))
                .isInstanceOf(AccountNotFoundException.class);
    }
}
