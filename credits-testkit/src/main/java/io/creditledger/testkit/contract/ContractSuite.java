package io.creditledger.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.AccountId;
import io.creditledger.ChargeReceipt;
import io.creditledger.CreditLedger;
import io.creditledger.CreditPolicy;
import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.Expiry;
import io.creditledger.Grant;
import io.creditledger.GrantCredits;
import io.creditledger.GrantId;
import io.creditledger.GrantQuery;
import io.creditledger.HistoryQuery;
import io.creditledger.IdempotencyKey;
import io.creditledger.testkit.SettableClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
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

    /** Everything that the store holds now. */
    StoreContents contents() {
        return StoreContents.of(fixture.store());
    }

    /** The whole journal of an account, oldest first. */
    List<Entry> journal(AccountId account) {
        List<Entry> newestFirst = new ArrayList<>(
                ledger.history(account, HistoryQuery.all().limit(1_000)).items());
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    /** A grant of an account as it is now. */
    Grant current(AccountId account, String key) {
        return ledger.grants(account, GrantQuery.all().limit(1_000)).items().stream()
                .filter(grant -> grant.id().equals(new GrantId(key)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("account '" + account + "' has no grant '" + key + "'"));
    }

    /** Asks for what must be refused, and must have changed nothing. */
    <E extends RuntimeException> void assertRefused(Runnable request, Class<E> type, Consumer<E> says) {
        StoreContents before = contents();
        assertThatThrownBy(request::run).isInstanceOfSatisfying(type, says);
        assertThat(contents()).isEqualTo(before);
    }

    static Expiry expiry(String instant) {
        return Expiry.at(Instant.parse(instant));
    }

    static GrantCredits grantOf(AccountId account, long credits, String key) {
        return GrantCredits.of(account, Credits.of(credits), "purchase", key(key));
    }

    static IdempotencyKey key(String key) {
        return IdempotencyKey.of(key);
    }
}
