package io.creditledger.testkit.contract;

import io.creditledger.AccountId;
import io.creditledger.ChargeReceipt;
import io.creditledger.CreditLedger;
import io.creditledger.CreditPolicy;
import io.creditledger.Credits;
import io.creditledger.Grant;
import io.creditledger.GrantCredits;
import io.creditledger.IdempotencyKey;
import io.creditledger.testkit.SettableClock;
import org.junit.jupiter.api.BeforeEach;

/** What every suite begins with: an empty store, a clock that stands still, and a ledger that gives no sign-up credits. */
abstract class ContractSuite {
    static final AccountId ALICE = AccountId.of("alice");
    static final AccountId BOB = AccountId.of("bob");
    static final CreditPolicy POLICY =
            CreditPolicy.builder().signUpCredits(Credits.ZERO).build();

    final SettableClock clock = SettableClock.at("2026-01-15T10:00:00Z");
    LedgerFixture fixture;
    CreditLedger ledger;

    @BeforeEach
    void begin(LedgerFixture fixtureUnderTest) {
        fixture = fixtureUnderTest;
        ledger = fixture.ledger(POLICY, clock);
    }

    /** Another node over the same store. */
    CreditLedger anotherNode() {
        return fixture.ledger(POLICY, clock);
    }

    void open(AccountId account) {
        ledger.open(account);
    }

    Grant grant(AccountId account, long credits, String key) {
        return ledger.grant(grantOf(account, credits, key)).grant();
    }

    ChargeReceipt charge(AccountId account, long credits, String key) {
        return ledger.charge(account, Credits.of(credits), key(key));
    }

    static GrantCredits grantOf(AccountId account, long credits, String key) {
        return GrantCredits.of(account, Credits.of(credits), "purchase", key(key));
    }

    static IdempotencyKey key(String key) {
        return IdempotencyKey.of(key);
    }
}
