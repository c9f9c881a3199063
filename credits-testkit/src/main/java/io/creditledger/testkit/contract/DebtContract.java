package io.creditledger.testkit.contract;

import static io.creditledger.testkit.CreditAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.Balance;
import io.creditledger.EntryType;
import io.creditledger.GrantReceipt;
import io.creditledger.TaskReceipt;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How debt is repaid. */
abstract class DebtContract extends TaskSuite {
    @BeforeEach
    void giveThirty() {
        grant(ALICE, 10, "order-1");
        grant(ALICE, 20, "order-2");
    }

    @Test
    void the_next_grants_repay_the_debt_first() {
        startAndComplete(TASK, "5");

        assertThat(grant(ALICE, 5, "order-3")).hasAmount(5).hasRemaining(0);
        assertThat(lastLines(ALICE))
                .containsExactly(Tuple.tuple(EntryType.GRANT, 5L), Tuple.tuple(EntryType.REPAY, -5L));
        assertThat(ledger.balance(ALICE)).hasAvailable(0).hasDebt(15);

        assertThat(grant(ALICE, 15, "order-4")).hasAmount(15).hasRemaining(0);
        assertThat(ledger.balance(ALICE)).hasAvailable(0).hasDebt(0);

        assertThat(grant(ALICE, 8, "order-5")).hasAmount(8).hasRemaining(8);
        assertThat(lastLines(ALICE)).containsExactly(Tuple.tuple(EntryType.GRANT, 8L));
        assertThat(ledger.balance(ALICE)).hasAvailable(8).hasDebt(0);
    }

    @Test
    void what_a_grant_repays_stays_repaid_when_it_is_delivered_again() {
        startAndComplete(TASK, "5");
        GrantReceipt first = ledger.grant(grantOf(ALICE, 50, "order-3"));
        StoreContents before = contents();

        assertThat(ledger.grant(grantOf(ALICE, 50, "order-3")))
                .isReplay()
                .grant()
                .isEqualTo(first.grant());
        assertThat(current(ALICE, "order-3")).hasRemaining(30);
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void a_reward_repays_debt_like_any_other_grant() {
        startAndComplete(TASK, "4.2");

        assertThat(ledger.rewards().shareVideo(ALICE, "video-1"))
                .isNew()
                .grant()
                .hasAmount(10)
                .hasRemaining(0);
        assertThat(ledger.balance(ALICE)).hasAvailable(0).hasDebt(2);
        assertThat(ledger.rewards().dailySignIn(ALICE))
                .isNew()
                .grant()
                .hasAmount(10)
                .hasRemaining(8);
        assertThat(ledger.balance(ALICE)).hasAvailable(8).hasDebt(0);
    }

    @Test
    void credits_that_have_expired_already_repay_nothing() {
        startAndComplete(TASK, "5");

        ledger.grant(grantOf(ALICE, 50, "order-3").expiring(expiry("2026-01-15T10:00:00Z")));

        assertThat(lastLines(ALICE))
                .containsExactly(Tuple.tuple(EntryType.GRANT, 50L), Tuple.tuple(EntryType.EXPIRE, -50L));
        assertThat(ledger.balance(ALICE)).hasAvailable(0).hasDebt(20);
    }

    @Test
    void a_completion_delivered_again_tells_what_was_owed_then() {
        TaskReceipt first = startAndComplete(TASK, "5");
        grant(ALICE, 100, "order-3");
        StoreContents before = contents();

        assertThat(complete(TASK, "5")).isEqualTo(new TaskReceipt(first.task(), true));

        assertThat(contents()).isEqualTo(before);
        assertThat(ledger.balance(ALICE)).hasAvailable(80).hasDebt(0);
    }

    @Test
    void looking_back_shows_the_debt_as_it_was() {
        Instant before = clock.instant();
        clock.advance(Duration.ofHours(1));
        startAndComplete(TASK, "5");
        Balance owing = ledger.balance(ALICE);
        clock.advance(Duration.ofHours(1));
        grant(ALICE, 15, "order-3");
        clock.advance(Duration.ofHours(1));

        assertThat(ledger.balanceAsOf(ALICE, before)).hasAvailable(30).hasDebt(0);
        assertThat(ledger.balanceAsOf(ALICE, owing.at()))
                .isEqualTo(owing)
                .hasAvailable(0)
                .hasDebt(20);
        assertThat(ledger.balanceAsOf(ALICE, owing.at().plus(Duration.ofHours(1))))
                .hasDebt(5);
        assertThat(ledger.forecast(ALICE, clock.instant().plus(Duration.ofDays(400)))
                        .balance())
                .hasDebt(5);
    }
}
