package io.creditledger.testkit.contract;

import static io.creditledger.testkit.CreditAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.AccountId;
import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.EntryType;
import io.creditledger.Expiry;
import io.creditledger.Sweep;
import io.creditledger.SweepResult;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the sweep promises. */
abstract class SweepingContract extends ContractSuite {
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");

    @Test
    void everything_due_is_recorded_in_every_account() {
        List<AccountId> accounts = accounts(7);
        accounts.forEach(account -> giveUntil(account, MARCH, "a", "b"));
        clock.set(MARCH);

        SweepResult result = ledger.expire(Sweep.inBatches().of(3));

        assertThat(result).isEqualTo(new SweepResult(MARCH, 7, 14, BigInteger.valueOf(140)));
        assertThat(accounts).allSatisfy(account -> assertThat(expiries(account)).hasSize(2));
    }

    @Test
    void an_account_may_have_more_due_grants_than_a_batch_takes() {
        open(ALICE);
        giveUntil(ALICE, MARCH, "a", "b", "c", "d", "e");
        clock.set(MARCH);

        SweepResult result = ledger.expire(Sweep.inBatches().of(2));

        assertThat(result).isEqualTo(new SweepResult(MARCH, 1, 5, BigInteger.valueOf(50)));
        assertThat(expiries(ALICE)).extracting(Entry::seq).containsExactly(7L, 7L, 8L, 8L, 9L);
    }

    @Test
    void batches_of_one_do_the_same() {
        List<AccountId> accounts = accounts(3);
        accounts.forEach(account -> giveUntil(account, MARCH, "a", "b"));
        clock.set(MARCH);

        assertThat(ledger.expire(Sweep.inBatches().of(1)))
                .isEqualTo(new SweepResult(MARCH, 3, 6, BigInteger.valueOf(60)));
    }

    @Test
    void an_entry_bears_the_business_instant_and_the_recording_instant() {
        open(ALICE);
        giveUntil(ALICE, MARCH, "a");
        clock.set(MARCH.plus(Duration.ofDays(3)));

        ledger.expire();

        assertThat(expiries(ALICE)).singleElement().satisfies(entry -> {
            assertThat(entry.effectiveAt()).isEqualTo(MARCH);
            assertThat(entry.recordedAt()).isEqualTo(clock.instant());
            assertThat(entry.amount()).isEqualTo(-10);
            assertThat(entry.balanceAfter()).isEqualTo(Credits.ZERO);
            assertThat(entry.request()).isNull();
        });
    }

    @Test
    void missed_days_are_caught_up() {
        open(ALICE);
        Instant second = MARCH.plus(Duration.ofDays(1));
        Instant third = MARCH.plus(Duration.ofDays(2));
        giveUntil(ALICE, third, "c");
        giveUntil(ALICE, MARCH, "a");
        giveUntil(ALICE, second, "b");
        clock.set(third);

        assertThat(ledger.expire().grants()).isEqualTo(3);

        assertThat(expiries(ALICE)).extracting(Entry::effectiveAt).containsExactly(MARCH, second, third);
        assertThat(expiries(ALICE)).extracting(Entry::recordedAt).containsOnly(third);
    }

    @Test
    void what_is_not_due_is_left_alone() {
        open(ALICE);
        giveUntil(ALICE, MARCH, "due");
        giveUntil(ALICE, MARCH.plusSeconds(1), "later");
        ledger.grant(grantOf(ALICE, 10, "never").expiring(Expiry.never()));
        clock.set(MARCH);

        assertThat(ledger.expire().grants()).isEqualTo(1);

        assertThat(current(ALICE, "due")).hasRemaining(0);
        assertThat(current(ALICE, "later")).hasRemaining(10);
        assertThat(current(ALICE, "never")).hasRemaining(10);
    }

    @Test
    void where_nothing_is_due_nothing_is_written() {
        open(ALICE);
        giveUntil(ALICE, MARCH, "a");
        StoreContents before = contents();

        assertThat(ledger.expire()).isEqualTo(new SweepResult(clock.instant(), 0, 0, BigInteger.ZERO));

        assertThat(contents()).isEqualTo(before);
        assertThat(ledger.balance(ALICE)).hasAvailable(10);
    }

    @Test
    void a_second_sweep_finds_nothing_to_do() {
        open(ALICE);
        giveUntil(ALICE, MARCH, "a", "b");
        clock.set(MARCH);
        ledger.expire();
        StoreContents before = contents();

        assertThat(ledger.expire().grants()).isZero();

        assertThat(contents()).isEqualTo(before);
        assertThat(expiries(ALICE)).hasSize(2);
    }

    @Test
    void progress_is_told_after_every_commit() {
        List<AccountId> accounts = accounts(5);
        accounts.forEach(account -> giveUntil(account, MARCH, "a"));
        clock.set(MARCH);
        List<SweepResult> told = new ArrayList<>();
        List<Long> recorded = new ArrayList<>();

        SweepResult result = ledger.expire(Sweep.inBatches().of(2).telling(soFar -> {
            told.add(soFar);
            recorded.add(recordedExpiries(accounts));
        }));

        assertThat(told).extracting(SweepResult::grants).containsExactly(2L, 4L, 5L);
        assertThat(recorded).containsExactly(2L, 4L, 5L);
        assertThat(told).last().isEqualTo(result);
    }

    @Test
    void what_the_listener_throws_ends_the_sweep_and_what_was_committed_stays() {
        List<AccountId> accounts = accounts(5);
        accounts.forEach(account -> giveUntil(account, MARCH, "a"));
        clock.set(MARCH);
        Sweep interrupted = Sweep.inBatches().of(2).telling(soFar -> {
            throw new IllegalStateException("stop");
        });

        assertThatThrownBy(() -> ledger.expire(interrupted))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("stop");

        assertThat(recordedExpiries(accounts)).isEqualTo(2);
    }

    @Test
    void a_sweep_goes_on_where_another_was_interrupted() {
        List<AccountId> accounts = accounts(5);
        accounts.forEach(account -> giveUntil(account, MARCH, "a"));
        clock.set(MARCH);
        Sweep interrupted = Sweep.inBatches().of(2).telling(soFar -> {
            throw new IllegalStateException("stop");
        });
        assertThatThrownBy(() -> ledger.expire(interrupted)).hasMessage("stop");

        assertThat(anotherNode().expire()).isEqualTo(new SweepResult(MARCH, 3, 3, BigInteger.valueOf(30)));

        assertThat(accounts).allSatisfy(account -> assertThat(expiries(account)).hasSize(1));
    }

    @Test
    void an_account_whose_time_is_ahead_is_swept_at_its_own_time() {
        open(ALICE);
        giveUntil(ALICE, MARCH, "a");
        clock.set(MARCH.plusSeconds(60));
        charge(ALICE, 0, "task-1");
        clock.set(MARCH);

        assertThat(ledger.expire().grants()).isEqualTo(1);

        assertThat(expiries(ALICE))
                .singleElement()
                .satisfies(entry -> assertThat(entry.recordedAt()).isEqualTo(MARCH.plusSeconds(60)));
    }

    @Test
    void more_may_expire_in_all_than_one_account_can_hold() {
        accounts(3)
                .forEach(account ->
                        ledger.grant(grantOf(account, Long.MAX_VALUE, "a").expiring(Expiry.at(MARCH))));
        clock.set(MARCH);

        assertThat(ledger.expire().credits())
                .isEqualTo(BigInteger.valueOf(Long.MAX_VALUE).multiply(BigInteger.valueOf(3)));
    }

    private List<AccountId> accounts(int count) {
        List<AccountId> accounts = IntStream.range(0, count)
                .mapToObj(i -> AccountId.of("account-" + i))
                .toList();
        accounts.forEach(this::open);
        return accounts;
    }

    private void giveUntil(AccountId account, Instant expires, String... keys) {
        for (String key : keys) {
            ledger.grant(grantOf(account, 10, key).expiring(Expiry.at(expires)));
        }
    }

    private List<Entry> expiries(AccountId account) {
        return journal(account).stream()
                .filter(entry -> entry.type() == EntryType.EXPIRE)
                .toList();
    }

    private long recordedExpiries(List<AccountId> accounts) {
        return accounts.stream().mapToLong(account -> expiries(account).size()).sum();
    }
}
