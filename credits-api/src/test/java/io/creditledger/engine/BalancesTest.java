package io.creditledger.engine;

import static io.creditledger.Fixtures.ALICE;
import static io.creditledger.Fixtures.NOON;
import static io.creditledger.Fixtures.TOMORROW;
import static io.creditledger.Fixtures.grant;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.Balance;
import io.creditledger.Credits;
import io.creditledger.ExpiringCredits;
import io.creditledger.Expiry;
import io.creditledger.Forecast;
import io.creditledger.Grant;
import io.creditledger.GrantId;
import io.creditledger.spi.Account;
import io.creditledger.spi.Holdings;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BalancesTest {
    private static final Instant NEXT_WEEK = TOMORROW.plusSeconds(6 * 86_400);

    private final Grant due = grant("due", 1, 1, Expiry.at(NOON));
    private final Grant soon = grant("soon", 2, 20, Expiry.at(TOMORROW));
    private final Grant soonToo = grant("soon-too", 3, 300, Expiry.at(TOMORROW));
    private final Grant never = grant("never", 4, 4_000);
    private final Grant pending = pendingUntil(TOMORROW, Expiry.at(NEXT_WEEK));

    private static Grant pendingUntil(Instant effective, Expiry expiry) {
        return new Grant(
                ALICE,
                new GrantId("pending"),
                5,
                "purchase",
                0,
                Credits.of(50_000),
                Credits.of(50_000),
                effective,
                expiry);
    }

    private static Holdings holdings(Grant... grants) {
        return new Holdings(States.account(grants), List.of(grants));
    }

    private static ExpiringCredits expiring(Instant at, long credits) {
        return new ExpiringCredits(at, Credits.of(credits));
    }

    @Test
    void what_is_usable_is_available_and_what_is_due_is_gone() {
        Balance balance = Balances.of(holdings(due, soon, soonToo, never, pending), NOON);

        assertThat(balance)
                .isEqualTo(new Balance(
                        ALICE,
                        NOON,
                        Credits.of(4_320),
                        Credits.of(50_000),
                        Credits.ZERO,
                        Credits.ZERO,
                        List.of(expiring(TOMORROW, 320), expiring(NEXT_WEEK, 50_000))));
    }

    @Test
    void credits_are_available_until_the_microsecond_before_they_expire() {
        Instant justBefore = NOON.minusNanos(1000);

        assertThat(Balances.of(holdings(due), justBefore).available()).isEqualTo(Credits.of(1));
        assertThat(Balances.of(holdings(due), justBefore).expiring()).containsExactly(expiring(NOON, 1));
        assertThat(Balances.of(holdings(due), NOON).available()).isEqualTo(Credits.ZERO);
        assertThat(Balances.of(holdings(due), NOON).expiring()).isEmpty();
    }

    @Test
    void credits_become_available_at_their_effective_instant() {
        assertThat(Balances.of(holdings(pending), TOMORROW.minusNanos(1000)).available())
                .isEqualTo(Credits.ZERO);
        assertThat(Balances.of(holdings(pending), TOMORROW).available()).isEqualTo(Credits.of(50_000));
        assertThat(Balances.of(holdings(pending), TOMORROW).notYetEffective()).isEqualTo(Credits.ZERO);
    }

    @Test
    void a_grant_that_expired_as_it_began_is_neither_available_nor_awaited() {
        Grant neverUsable = pendingUntil(TOMORROW, Expiry.at(TOMORROW));

        assertThat(Balances.of(holdings(neverUsable), NOON).notYetEffective()).isEqualTo(Credits.of(50_000));
        assertThat(Balances.of(holdings(neverUsable), TOMORROW).available()).isEqualTo(Credits.ZERO);
        assertThat(Balances.of(holdings(neverUsable), TOMORROW).notYetEffective())
                .isEqualTo(Credits.ZERO);
    }

    @Test
    void what_is_held_and_owed_is_the_account_s() {
        Account account = new Account(ALICE, Credits.ZERO, Credits.of(7), Credits.of(8), 1, 0, NOON, NOON);

        Balance balance = Balances.of(new Holdings(account, List.of()), NOON);

        assertThat(balance.held()).isEqualTo(Credits.of(7));
        assertThat(balance.debt()).isEqualTo(Credits.of(8));
        assertThat(balance.available()).isEqualTo(Credits.ZERO);
    }

    @Test
    void a_forecast_tells_what_will_have_expired_since_now_and_what_will_be_left() {
        Forecast forecast = Balances.forecast(holdings(due, soon, soonToo, never, pending), NOON, TOMORROW);

        assertThat(forecast.expired()).containsExactly(expiring(TOMORROW, 320));
        assertThat(forecast.balance().available()).isEqualTo(Credits.of(54_000));
        assertThat(forecast.balance().at()).isEqualTo(TOMORROW);
    }

    @Test
    void what_begins_and_expires_in_between_will_have_expired_too() {
        Forecast forecast = Balances.forecast(holdings(soon, pending), NOON, NEXT_WEEK);

        assertThat(forecast.expired()).containsExactly(expiring(TOMORROW, 20), expiring(NEXT_WEEK, 50_000));
        assertThat(forecast.balance().available()).isEqualTo(Credits.ZERO);
    }

    @Test
    void the_greatest_balance_is_exact() {
        Grant almostAll = grant("almost-all", 1, Long.MAX_VALUE - 1);
        Grant rest = grant("rest", 2, 1);

        assertThat(Balances.of(holdings(almostAll, rest), NOON).available()).isEqualTo(Credits.of(Long.MAX_VALUE));
    }
}
