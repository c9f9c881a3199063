package io.creditledger.examples;

import static io.creditledger.testkit.CreditAssertions.assertThat;

import io.creditledger.AccountId;
import io.creditledger.CreditLedger;
import io.creditledger.Credits;
import io.creditledger.IdempotencyKey;
import io.creditledger.testkit.InMemoryCreditLedger;
import io.creditledger.testkit.SettableClock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TestingExamplesTest {
    // snippet: host-test
    @Test
    void credits_of_a_sign_up_are_gone_after_half_a_year() {
        SettableClock clock = SettableClock.at("2026-08-31T09:00:00Z");
        CreditLedger ledger = InMemoryCreditLedger.create(clock);
        AccountId alice = AccountId.of("alice");
        ledger.open(alice);
        ledger.charge(alice, Credits.of(30), IdempotencyKey.of("task:1"));

        clock.set("2027-02-28T08:59:59.999999Z");
        assertThat(ledger.balance(alice)).hasAvailable(70).expiresNext(Instant.parse("2027-02-28T09:00:00Z"), 70);

        clock.set("2027-02-28T09:00:00Z");
        assertThat(ledger.balance(alice)).hasAvailable(0);
    }
    // end
}
