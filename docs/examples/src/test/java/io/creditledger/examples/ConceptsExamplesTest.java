package io.creditledger.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.AccountId;
import io.creditledger.Balance;
import io.creditledger.ChargeReceipt;
import io.creditledger.CreditLedger;
import io.creditledger.Credits;
import io.creditledger.Cursor;
import io.creditledger.Entry;
import io.creditledger.EntryType;
import io.creditledger.Expiry;
import io.creditledger.Forecast;
import io.creditledger.GrantCredits;
import io.creditledger.HistoryQuery;
import io.creditledger.IdempotencyConflictException;
import io.creditledger.IdempotencyKey;
import io.creditledger.Metadata;
import io.creditledger.Page;
import io.creditledger.Quote;
import io.creditledger.Sweep;
import io.creditledger.SweepResult;
import io.creditledger.testkit.InMemoryCreditLedger;
import io.creditledger.testkit.SettableClock;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConceptsExamplesTest {
    private final SettableClock clock = SettableClock.at("2026-08-31T09:00:00Z");
    private final CreditLedger ledger = InMemoryCreditLedger.create(clock);
    private final AccountId alice = AccountId.of("alice");

    @BeforeEach
    void open_the_account() {
        ledger.open(alice);
    }

    @Test
    void a_grant_says_what_the_policy_does_not() {
        // snippet: grant
        ledger.grant(GrantCredits.of(alice, Credits.of(200), "campaign", IdempotencyKey.of("campaign:spring:alice"))
                .withPriority(-1)
                .effectiveFrom(Instant.parse("2026-09-01T00:00:00Z"))
                .expiring(Expiry.at(Instant.parse("2026-10-01T00:00:00Z")))
                .withReference("spring campaign")
                .withMetadata(Metadata.of("approved-by", "carol")));
        // end

        assertThat(ledger.balance(alice).available()).isEqualTo(Credits.of(100));
        assertThat(ledger.balance(alice).notYetEffective()).isEqualTo(Credits.of(200));
        clock.set("2026-09-01T00:00:00Z");
        assertThat(ledger.balance(alice).available()).isEqualTo(Credits.of(300));
    }

    @Test
    void a_repeated_request_is_a_replay() {
        // snippet: replay
        IdempotencyKey key = IdempotencyKey.of("task:4711");
        ChargeReceipt first = ledger.charge(alice, Credits.of(50), key);
        ChargeReceipt again = ledger.charge(alice, Credits.of(50), key);
        // end

        assertThat(first.isReplay()).isFalse();
        assertThat(again).isEqualTo(new ChargeReceipt(first.charge(), true));
        assertThat(ledger.balance(alice).available()).isEqualTo(Credits.of(50));
        assertThatThrownBy(() -> ledger.charge(alice, Credits.of(70), key))
                .isInstanceOf(IdempotencyConflictException.class)
                .hasMessage("key 'task:4711' of account 'alice' was used before for another request: amount was 50,"
                        + " is now 70. Send the first request again unchanged, or take a new key");
    }

    @Test
    void four_questions_about_what_an_account_has() {
        clock.set("2026-09-02T14:00:00Z");
        ledger.charge(alice, Credits.of(50), IdempotencyKey.of("task:4711"));

        // snippet: questions
        Balance now = ledger.balance(alice);
        Balance before = ledger.balanceAsOf(alice, Instant.parse("2026-09-01T00:00:00Z"));
        Forecast later = ledger.forecast(alice, Instant.parse("2027-03-01T00:00:00Z"));
        Quote quote = ledger.quote(alice, Credits.of(70));
        // end

        assertThat(now.available()).isEqualTo(Credits.of(50));
        assertThat(before.available()).isEqualTo(Credits.of(100));
        assertThat(later.balance().available()).isEqualTo(Credits.ZERO);
        assertThat(later.expiredCredits()).isEqualTo(Credits.of(50));
        assertThat(quote.isCovered()).isFalse();
        assertThat(quote.missing()).isEqualTo(Credits.of(20));
    }

    @Test
    void a_journal_is_read_page_by_page() {
        ledger.charge(alice, Credits.of(30), IdempotencyKey.of("task:1"));
        ledger.charge(alice, Credits.of(20), IdempotencyKey.of("task:2"));
        ledger.charge(alice, Credits.of(10), IdempotencyKey.of("task:3"));
        List<Entry> shown = new ArrayList<>();

        // snippet: history
        HistoryQuery charges = HistoryQuery.all().ofType(EntryType.CHARGE).limit(2);
        Page<Entry> newest = ledger.history(alice, charges);
        shown.addAll(newest.items());
        if (newest.next().isPresent()) {
            String link = newest.next().get().toString();
            Page<Entry> older = ledger.history(alice, charges.after(Cursor.parse(link)));
            shown.addAll(older.items());
        }
        // end

        assertThat(shown).extracting(Entry::amount).containsExactly(-10L, -20L, -30L);
    }

    @Test
    void a_sweep_tells_how_far_it_is() {
        clock.set("2027-03-01T00:00:00Z");
        List<SweepResult> progress = new ArrayList<>();

        // snippet: sweep
        SweepResult result = ledger.expire(Sweep.inBatches().of(500).telling(progress::add));
        // end

        assertThat(result).isEqualTo(new SweepResult(clock.instant(), 1, 1, BigInteger.valueOf(100)));
        assertThat(progress).containsExactly(result);
    }
}
