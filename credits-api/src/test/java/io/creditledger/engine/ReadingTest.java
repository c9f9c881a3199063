package io.creditledger.engine;

import static io.creditledger.Fixtures.ALICE;
import static io.creditledger.Fixtures.BOB;
import static io.creditledger.Fixtures.NOON;
import static io.creditledger.Fixtures.TOMORROW;
import static io.creditledger.Fixtures.YESTERDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.creditledger.AccountId;
import io.creditledger.AccountNotFoundException;
import io.creditledger.Allocation;
import io.creditledger.Balance;
import io.creditledger.Credits;
import io.creditledger.Cursor;
import io.creditledger.Entry;
import io.creditledger.ExpiringCredits;
import io.creditledger.Expiry;
import io.creditledger.Forecast;
import io.creditledger.Grant;
import io.creditledger.GrantId;
import io.creditledger.GrantQuery;
import io.creditledger.HistoryQuery;
import io.creditledger.Page;
import io.creditledger.Quote;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ReadingTest extends StoredLedgerSuite {
    @Test
    void a_balance_is_what_is_there_now() {
        grant(50, "order:1", Expiry.at(TOMORROW));
        assertThat(ledger.balance(ALICE).available()).isEqualTo(Credits.of(50));

        now = TOMORROW;

        assertThat(ledger.balance(ALICE).available()).isEqualTo(Credits.ZERO);
        assertThat(ledger.balance(ALICE).at()).isEqualTo(TOMORROW);
    }

    @Test
    void a_node_whose_clock_is_behind_sees_what_was_just_granted() {
        grant(50, "order:1", Expiry.at(TOMORROW));
        now = NOON.minusNanos(1000);

        assertThat(ledger.balance(ALICE).available()).isEqualTo(Credits.of(50));
        assertThat(ledger.balance(ALICE).at()).isEqualTo(NOON);
        assertThat(ledger.quote(ALICE, Credits.of(50)).isCovered()).isTrue();
        assertThat(ledger.forecast(ALICE, now).balance()).isEqualTo(ledger.balance(ALICE));
    }

    @Test
    void a_quote_is_what_a_charge_would_take() {
        Grant soon = grant(50, "order:1", Expiry.at(TOMORROW));
        Grant never = grant(50, "order:2", Expiry.never());

        assertThat(ledger.quote(ALICE, Credits.of(60)))
                .isEqualTo(new Quote(
                        ALICE,
                        Credits.of(60),
                        Credits.of(100),
                        List.of(new Allocation(soon.id(), Credits.of(50)), new Allocation(never.id(), Credits.of(10))),
                        NOON));
        assertThat(ledger.quote(ALICE, Credits.of(101)))
                .isEqualTo(new Quote(ALICE, Credits.of(101), Credits.of(100), List.of(), NOON));
        assertThat(ledger.balance(ALICE).available()).isEqualTo(Credits.of(100));
    }

    @Test
    void a_balance_of_the_past_is_what_the_balance_was_then() {
        grant(50, "order:1", Expiry.at(TOMORROW));
        Balance atNoon = ledger.balance(ALICE);
        now = TOMORROW;
        ledger.expire();

        assertThat(ledger.balanceAsOf(ALICE, NOON)).isEqualTo(atNoon);
        assertThat(ledger.balanceAsOf(ALICE, TOMORROW)).isEqualTo(ledger.balance(ALICE));
        assertThat(ledger.balanceAsOf(ALICE, YESTERDAY).available()).isEqualTo(Credits.ZERO);
    }

    @Test
    void a_forecast_is_what_the_balance_will_be() {
        grant(50, "order:1", Expiry.at(TOMORROW));
        grant(7, "order:2", Expiry.never());

        Forecast forecast = ledger.forecast(ALICE, TOMORROW);

        assertThat(forecast.expired()).containsExactly(new ExpiringCredits(TOMORROW, Credits.of(50)));
        now = TOMORROW;
        assertThat(ledger.balance(ALICE)).isEqualTo(forecast.balance());
    }

    @Test
    void the_past_and_the_future_begin_at_now() {
        assertThat(ledger.balanceAsOf(ALICE, NOON).at()).isEqualTo(NOON);
        assertThat(ledger.forecast(ALICE, NOON).balance().at()).isEqualTo(NOON);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ledger.balanceAsOf(ALICE, TOMORROW))
                .withMessage("balanceAsOf looks back, but 2026-01-16T12:00:00Z is after now"
                        + " (2026-01-15T12:00:00Z); ask for a forecast instead");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ledger.forecast(ALICE, YESTERDAY))
                .withMessage("a forecast looks ahead, but 2026-01-14T12:00:00Z is before now"
                        + " (2026-01-15T12:00:00Z); ask for balanceAsOf instead");
    }

    @Test
    void grants_come_in_pages_newest_first() {
        grant(1, "a", Expiry.never());
        grant(2, "b", Expiry.never());
        grant(3, "c", Expiry.never());

        Page<Grant> first = ledger.grants(ALICE, GrantQuery.all().limit(2));
        Page<Grant> second = ledger.grants(
                ALICE, GrantQuery.all().limit(2).after(first.next().orElseThrow()));

        assertThat(first.items()).extracting(Grant::id).containsExactly(new GrantId("c"), new GrantId("b"));
        assertThat(second.items()).extracting(Grant::id).containsExactly(new GrantId("a"));
        assertThat(second.next()).isEmpty();
    }

    @Test
    void a_page_that_is_just_full_has_no_next_one() {
        grant(1, "a", Expiry.never());
        grant(2, "b", Expiry.never());

        assertThat(ledger.grants(ALICE, GrantQuery.all().limit(2)).next()).isEmpty();
    }

    @Test
    void history_comes_in_pages_newest_first() {
        grant(1, "a", Expiry.never());
        grant(2, "b", Expiry.never());

        Page<Entry> first = ledger.history(ALICE, HistoryQuery.all().limit(2));

        assertThat(first.items()).extracting(Entry::seq).containsExactly(3L, 2L);
        assertThat(first.next()).contains(new Cursor(2, 0));
    }

    @Test
    void an_account_without_grants_has_an_empty_page() {
        assertThat(ledger.grants(ALICE, GrantQuery.all())).isEqualTo(new Page<Grant>(List.of(), null));
    }

    @Test
    void an_account_that_was_never_opened_is_refused_by_name() {
        List<Consumer<AccountId>> reads = List.of(
                ledger::balance,
                account -> ledger.quote(account, Credits.of(1)),
                account -> ledger.balanceAsOf(account, NOON),
                account -> ledger.forecast(account, NOON),
                account -> ledger.grants(account, GrantQuery.all()),
                account -> ledger.history(account, HistoryQuery.all()));

        assertThat(reads)
                .allSatisfy(read -> assertThatExceptionOfType(AccountNotFoundException.class)
                        .isThrownBy(() -> read.accept(BOB))
                        .withMessage("account 'bob' was never opened; open it first"));
    }
}
