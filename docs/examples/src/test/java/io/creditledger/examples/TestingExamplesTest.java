package io.creditledger.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.AccountId;
import io.creditledger.CreditLedger;
import io.creditledger.CreditPolicy;
import io.creditledger.Credits;
import io.creditledger.IdempotencyKey;
import io.creditledger.engine.StoredLedger;
import io.creditledger.testkit.InMemoryStore;
import io.creditledger.testkit.SettableClock;
import org.junit.jupiter.api.Test;

class TestingExamplesTest {
    // snippet: host-test
    @Test
    void credits_of_a_sign_up_are_gone_after_half_a_year() {
        SettableClock clock = SettableClock.at("2026-08-31T09:00:00Z");
        CreditLedger ledger = new StoredLedger(new InMemoryStore(), CreditPolicy.defaults(), clock);
        AccountId alice = AccountId.of("alice");
        ledger.open(alice);
        ledger.charge(alice, Credits.of(30), IdempotencyKey.of("task:1"));

        clock.set("2027-02-28T08:59:59.999999Z");
        assertThat(ledger.balance(alice).available()).isEqualTo(Credits.of(70));

        clock.set("2027-02-28T09:00:00Z");
        assertThat(ledger.balance(alice).available()).isEqualTo(Credits.ZERO);
    }
    // end
}
