package io.creditledger.engine;

import static io.creditledger.Fixtures.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.creditledger.ChargeCredits;
import io.creditledger.CreditOverflowException;
import io.creditledger.CreditPolicy;
import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.EntryType;
import io.creditledger.Expiry;
import io.creditledger.Grant;
import io.creditledger.GrantCredits;
import io.creditledger.IdempotencyKey;
import io.creditledger.OpenAccount;
import io.creditledger.RunId;
import io.creditledger.spi.Account;
import io.creditledger.spi.AccountChange;
import java.time.Instant;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class HistoricAccountTest {
    private static final RunId RUN = RunId.of("run-1");
    private static final Instant JANUARY = Instant.parse("2025-01-01T00:00:00Z");
    private static final Instant FEBRUARY = Instant.parse("2025-02-01T00:00:00Z");
    private static final Instant MARCH = Instant.parse("2025-03-01T00:00:00Z");
    private static final Instant RECORDED = Instant.parse("2025-09-30T00:00:00Z");

    private final HistoricAccount history = new HistoricAccount(ALICE, CreditPolicy.defaults(), RECORDED, RUN);

    private void receive(String key, long credits, Instant at, Instant expires) {
        history.receive(
                GrantCredits.of(ALICE, Credits.of(credits), "legacy", IdempotencyKey.of(key))
                        .effectiveFrom(at)
                        .expiring(Expiry.at(expires)),
                at);
    }

    private void spend(String key, long credits, Instant at) {
        history.spend(ChargeCredits.of(ALICE, Credits.of(credits), IdempotencyKey.of(key)), at);
    }

    private static List<Tuple> lines(AccountChange change) {
        return change.entries().stream()
                .map(entry -> Tuple.tuple(entry.seq(), entry.type(), entry.amount(), entry.effectiveAt()))
                .toList();
    }

    @Test
    void is_opened_without_sign_up_credits_under_the_key_of_every_opening() {
        history.open(JANUARY);

        Entry opening = history.drain().entries().get(0);
        assertThat(opening.request())
                .isNotNull()
                .matches(request -> request.key().equals(OpenAccount.KEY));
        assertThat(opening.type()).isEqualTo(EntryType.OPEN);
        assertThat(opening.effectiveAt()).isEqualTo(JANUARY);
        assertThat(opening.recordedAt()).isEqualTo(RECORDED);
        assertThat(opening.run()).isEqualTo(RUN);
        assertThat(history.account().balance()).isEqualTo(Credits.ZERO);
    }

    @Test
    void before_expiry_begins_spending_takes_from_what_has_expired_first() {
        history.open(JANUARY);
        receive("old", 100, JANUARY, FEBRUARY);
        receive("new", 50, FEBRUARY, RECORDED.plusSeconds(1));

        spend("task", 80, MARCH);
        history.beginExpiry();

        assertThat(history.expire(RECORDED)).isEqualTo(Credits.of(20));
        assertThat(history.availableAt(RECORDED)).isEqualTo(Credits.of(50));
        assertThat(lines(history.drain()))
                .containsExactly(
                        Tuple.tuple(1L, EntryType.OPEN, 0L, JANUARY),
                        Tuple.tuple(2L, EntryType.GRANT, 100L, JANUARY),
                        Tuple.tuple(3L, EntryType.GRANT, 50L, FEBRUARY),
                        Tuple.tuple(4L, EntryType.CHARGE, -80L, MARCH),
                        Tuple.tuple(5L, EntryType.EXPIRE, -20L, FEBRUARY));
    }

    @Test
    void once_expiry_has_begun_spending_takes_from_what_is_usable() {
        history.open(JANUARY);
        receive("old", 100, JANUARY, FEBRUARY);
        receive("new", 50, FEBRUARY, RECORDED);
        history.beginExpiry();

        spend("task", 60, MARCH);

        assertThat(history.account().debt()).isEqualTo(Credits.of(10));
        assertThat(history.account().balance()).isEqualTo(Credits.of(100));
    }

    @Test
    void what_no_grant_can_pay_is_owed_and_repaid_by_what_is_received_next() {
        history.open(JANUARY);
        spend("task", 30, JANUARY);
        receive("later", 100, MARCH, RECORDED);

        assertThat(history.account().debt()).isEqualTo(Credits.ZERO);
        assertThat(history.availableAt(MARCH)).isEqualTo(Credits.of(70));
        assertThat(lines(history.drain()))
                .contains(Tuple.tuple(2L, EntryType.OWE, -30L, JANUARY), Tuple.tuple(3L, EntryType.REPAY, -30L, MARCH));
    }

    @Test
    void where_nothing_is_due_no_transaction_expires_it() {
        history.open(JANUARY);
        history.beginExpiry();

        assertThat(history.expire(RECORDED)).isEqualTo(Credits.ZERO);

        assertThat(history.account().lastSeq()).isOne();
    }

    @Test
    void what_is_taken_away_in_parts_makes_the_same_account() {
        JournalReplay replay = new JournalReplay(ALICE);
        history.open(JANUARY);
        receive("one", 100, JANUARY, FEBRUARY);
        assertThat(history.waitingEntries()).isEqualTo(2);
        AccountChange first = history.drain();
        assertThat(history.waitingEntries()).isZero();
        spend("task", 30, MARCH);
        AccountChange second = history.drain();

        first.entries().forEach(replay::accept);
        second.entries().forEach(replay::accept);

        assertThat(first.made()).extracting(Grant::remaining).containsExactly(Credits.of(100));
        assertThat(second.made()).isEmpty();
        assertThat(second.drawn()).containsExactlyElementsOf(replay.grants());
        assertThat(second.account()).isEqualTo(replay.account());
    }

    @Test
    void what_does_not_fit_is_refused_and_changes_nothing() {
        history.open(JANUARY);
        receive("all", Long.MAX_VALUE, JANUARY, RECORDED);
        Account before = history.account();

        assertThatExceptionOfType(CreditOverflowException.class)
                .isThrownBy(() -> receive("more", 1, FEBRUARY, RECORDED));

        assertThat(history.account()).isEqualTo(before);
    }
}
