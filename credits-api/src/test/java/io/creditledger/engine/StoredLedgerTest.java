package io.creditledger.engine;

import static io.creditledger.Fixtures.ALICE;
import static io.creditledger.Fixtures.BOB;
import static io.creditledger.Fixtures.NOON;
import static io.creditledger.Fixtures.TOMORROW;
import static io.creditledger.Fixtures.YESTERDAY;
import static io.creditledger.Fixtures.absent;
import static io.creditledger.Fixtures.chargeCredits;
import static io.creditledger.Fixtures.grantCredits;
import static io.creditledger.Fixtures.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.creditledger.AccountId;
import io.creditledger.AccountNotFoundException;
import io.creditledger.Allocation;
import io.creditledger.Balance;
import io.creditledger.ChargeReceipt;
import io.creditledger.CreditPolicy;
import io.creditledger.Credits;
import io.creditledger.Cursor;
import io.creditledger.Entry;
import io.creditledger.ExpireReceipt;
import io.creditledger.ExpiringCredits;
import io.creditledger.Expiry;
import io.creditledger.Forecast;
import io.creditledger.Grant;
import io.creditledger.GrantCredits;
import io.creditledger.GrantId;
import io.creditledger.GrantQuery;
import io.creditledger.HistoryQuery;
import io.creditledger.InsufficientCreditsException;
import io.creditledger.LedgerTime;
import io.creditledger.OpenReceipt;
import io.creditledger.Page;
import io.creditledger.Quote;
import io.creditledger.Sweep;
import io.creditledger.SweepResult;
import io.creditledger.spi.Demand;
import io.creditledger.spi.Loaded;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StoredLedgerTest {
    private final JournalStore store = new JournalStore();
    private Instant now = NOON;
    private final StoredLedger ledger = new StoredLedger(
            store, CreditPolicy.builder().signUpCredits(Credits.ZERO).build(), () -> now);

    @BeforeEach
    void openAlice() {
        ledger.open(ALICE);
    }

    private Grant grant(AccountId account, long credits, String key, Expiry expiry) {
        return ledger.grant(GrantCredits.of(account, Credits.of(credits), "purchase", key(key))
                        .expiring(expiry))
                .grant();
    }

    private Grant grant(long credits, String key, Expiry expiry) {
        return grant(ALICE, credits, key, expiry);
    }

    @Nested
    class Changing {
        @Test
        void goes_one_path_from_the_lock_to_the_write() {
            grant(50, "order:1", Expiry.never());

            ledger.charge(ALICE, Credits.of(20), key("task:1"));

            assertThat(store.verbs).containsExactly("expect", "lock", "load", "write");
        }

        @Test
        void makes_a_row_to_lock_for_an_account_that_is_opened() {
            assertThat(ledger.open(BOB)).isEqualTo(new OpenReceipt(BOB, NOON, null, false));

            assertThat(store.verbs).containsExactly("createIfAbsent", "expect", "lock", "load", "write");
        }

        @Test
        void writes_nothing_for_a_replay() {
            grant(50, "order:1", Expiry.never());
            ChargeReceipt first = ledger.charge(ALICE, Credits.of(20), key("task:1"));
            now = TOMORROW;

            ChargeReceipt second = ledger.charge(ALICE, Credits.of(20), key("task:1"));

            assertThat(second).isEqualTo(new ChargeReceipt(first.charge(), true));
            assertThat(store.verbs).containsExactly("expect", "lock", "load");
        }

        @Test
        void writes_nothing_for_a_refusal() {
            assertThatExceptionOfType(InsufficientCreditsException.class)
                    .isThrownBy(() -> ledger.charge(chargeCredits(1, "task:1")));

            assertThat(store.verbs).containsExactly("expect", "lock", "load");
        }

        @Test
        void loads_nothing_for_an_account_that_is_not_there() {
            assertThatExceptionOfType(AccountNotFoundException.class)
                    .isThrownBy(() -> ledger.charge(BOB, Credits.of(1), key("task:1")));

            assertThat(store.verbs).containsExactly("expect", "lock");
        }

        @Test
        void cuts_time_to_microseconds() {
            now = NOON.plusNanos(1_999);

            assertThat(grant(1, "order:1", Expiry.never()).effective()).isEqualTo(NOON.plusNanos(1_000));
        }

        @Test
        void never_goes_back_in_time() {
            grant(50, "order:1", Expiry.never());
            now = YESTERDAY;

            ChargeReceipt receipt = ledger.charge(ALICE, Credits.of(20), key("task:1"));

            assertThat(receipt.charge().chargedAt()).isEqualTo(NOON);
        }

        @Test
        void finds_a_store_that_does_not_answer() {
            StoredLedger silent = new StoredLedger(
                    new JournalStore() {
                        @Override
                        public Map<AccountId, Loaded> load(List<Demand> demands) {
                            return Map.of();
                        }
                    },
                    CreditPolicy.defaults(),
                    () -> now);

            assertThatIllegalStateException()
                    .isThrownBy(() -> silent.open(ALICE))
                    .withMessage("the store did not answer the demand for alice");
        }
    }

    @Nested
    class Reading {
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
                            List.of(
                                    new Allocation(soon.id(), Credits.of(50)),
                                    new Allocation(never.id(), Credits.of(10))),
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

    @Nested
    class Sweeping {
        private final List<SweepResult> progress = new ArrayList<>();

        @BeforeEach
        void makeGrantsThatExpireTomorrow() {
            ledger.open(BOB);
            for (int i = 1; i <= 5; i++) {
                grant(i, "order:" + i, Expiry.at(TOMORROW));
            }
            grant(BOB, 100, "order:1", Expiry.at(TOMORROW));
            grant(BOB, 1_000, "order:2", Expiry.at(TOMORROW.plusNanos(1000)));
        }

        private SweepResult sweep(int batchSize) {
            return ledger.expire(Sweep.inBatches().of(batchSize).telling(progress::add));
        }

        @Test
        void records_all_that_is_due_in_all_accounts() {
            now = TOMORROW;

            assertThat(sweep(100)).isEqualTo(new SweepResult(TOMORROW, 2, 6, BigInteger.valueOf(115)));
            assertThat(ledger.balance(BOB).available()).isEqualTo(Credits.of(1_000));
        }

        @Test
        void goes_on_in_small_batches_until_all_is_done() {
            now = TOMORROW;

            assertThat(sweep(2)).isEqualTo(new SweepResult(TOMORROW, 2, 6, BigInteger.valueOf(115)));
            assertThat(progress).extracting(SweepResult::grants).containsExactly(3L, 5L, 6L);
            assertThat(progress).extracting(SweepResult::accounts).containsExactly(2L, 2L, 2L);
        }

        @Test
        void records_nothing_and_tells_nobody_if_nothing_is_due() {
            assertThat(sweep(100)).isEqualTo(new SweepResult(NOON, 0, 0, BigInteger.ZERO));
            assertThat(progress).isEmpty();
        }

        @Test
        void again_finds_nothing_left() {
            now = TOMORROW;
            sweep(100);

            assertThat(sweep(100).grants()).isZero();
        }

        @Test
        void that_is_broken_off_is_taken_up_by_the_next_one() {
            now = TOMORROW;
            IllegalStateException enough = new IllegalStateException("enough");

            assertThatIllegalStateException()
                    .isThrownBy(() -> ledger.expire(Sweep.inBatches().of(2).telling(result -> {
                        throw enough;
                    })))
                    .isSameAs(enough);

            assertThat(sweep(2).grants()).isEqualTo(3);
        }

        @Test
        void ends_if_the_clock_was_set_back_since_it_began() {
            List<Instant> readings = new ArrayList<>(List.of(TOMORROW));
            StoredLedger jumping = new StoredLedger(
                    store, CreditPolicy.defaults(), () -> readings.isEmpty() ? NOON : readings.remove(0));

            assertThat(jumping.expire()).isEqualTo(new SweepResult(TOMORROW, 0, 0, BigInteger.ZERO));

            now = TOMORROW;
            assertThat(sweep(100).grants()).isEqualTo(6);
        }

        @Test
        void goes_on_if_another_node_was_faster() {
            now = TOMORROW;
            List<List<AccountId>> answers = new ArrayList<>(List.of(List.of(ALICE), List.of(BOB), List.of()));
            List<AccountId> asked = new ArrayList<>();
            SweepRun run = new SweepRun(
                    new JournalStore() {
                        @Override
                        public List<AccountId> accountsWithDueGrants(Instant at, int limit) {
                            return answers.remove(0);
                        }
                    },
                    commands -> commands.stream()
                            .map(command -> {
                                asked.add(command.account());
                                return new ExpireReceipt(command.account(), 0, Credits.ZERO);
                            })
                            .toList(),
                    Sweep.inBatches(),
                    now);

            assertThat(run.run().grants()).isZero();
            assertThat(asked).containsExactly(ALICE, BOB);
        }
    }

    @Test
    void nulls_are_refused_by_name() {
        assertThatNullPointerException().isThrownBy(() -> ledger.open(absent())).withMessage("account");
        assertThatNullPointerException()
                .isThrownBy(() -> ledger.grant(absent()))
                .withMessage("grant");
        assertThatNullPointerException()
                .isThrownBy(() -> ledger.charge(absent()))
                .withMessage("charge");
        assertThatNullPointerException()
                .isThrownBy(() -> ledger.quote(ALICE, absent()))
                .withMessage("amount");
        assertThatNullPointerException()
                .isThrownBy(() -> ledger.balance(absent()))
                .withMessage("account");
        assertThatNullPointerException()
                .isThrownBy(() -> ledger.balanceAsOf(absent(), NOON))
                .withMessage("account");
        assertThatNullPointerException()
                .isThrownBy(() -> ledger.balanceAsOf(ALICE, absent()))
                .withMessage("instant");
        assertThatNullPointerException()
                .isThrownBy(() -> ledger.forecast(ALICE, absent()))
                .withMessage("instant");
        assertThatNullPointerException()
                .isThrownBy(() -> ledger.grants(absent(), GrantQuery.all()))
                .withMessage("account");
        assertThatNullPointerException()
                .isThrownBy(() -> ledger.grants(ALICE, absent()))
                .withMessage("query");
        assertThatNullPointerException()
                .isThrownBy(() -> ledger.history(ALICE, absent()))
                .withMessage("query");
        assertThatNullPointerException()
                .isThrownBy(() -> ledger.expire(absent()))
                .withMessage("sweep");
    }

    @Test
    void a_clock_beyond_what_the_databases_hold_is_refused() {
        now = LedgerTime.MAX.plusNanos(1000);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> grantCredits(1, "k").effectiveFrom(now))
                .withMessageStartingWith("effective must lie between");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ledger.charge(chargeCredits(0, "k")))
                .withMessageStartingWith("instants must lie between");
    }
}
