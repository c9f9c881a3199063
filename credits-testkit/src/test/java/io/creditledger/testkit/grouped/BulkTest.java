package io.creditledger.testkit.grouped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.AccountId;
import io.creditledger.BulkOutcome;
import io.creditledger.BulkResult;
import io.creditledger.ChargeCredits;
import io.creditledger.ChargeReceipt;
import io.creditledger.CreditPolicy;
import io.creditledger.Credits;
import io.creditledger.GrantCredits;
import io.creditledger.GrantReceipt;
import io.creditledger.GroupCommit;
import io.creditledger.IdempotencyKey;
import io.creditledger.InsufficientCreditsException;
import io.creditledger.LedgerUnavailableException;
import io.creditledger.testkit.InMemoryStore;
import io.creditledger.testkit.SettableClock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many changes in one call, whoever commits them. */
class BulkTest {
    private static final AccountId ALICE = AccountId.of("alice");
    private static final AccountId BOB = AccountId.of("bob");

    private final GatedStore store = new GatedStore(new InMemoryStore());
    private final List<GroupedLedger> ledgers = new ArrayList<>();

    enum Mode {
        DIRECT,
        GROUPED;

        @Nullable GroupCommit groups() {
            return this == DIRECT
                    ? null
                    : GroupCommit.DEFAULTS.committers(2).batchSize(100).queueSize(150);
        }
    }

    @AfterEach
    void close() {
        ledgers.forEach(GroupedLedger::close);
    }

    /** Alice and Bob have 1,000,000 credits each. */
    private GroupedLedger ledger(Mode mode) {
        CreditPolicy policy =
                CreditPolicy.builder().signUpCredits(Credits.of(1_000_000)).build();
        GroupedLedger ledger =
                new GroupedLedger(store, policy, SettableClock.at("2026-01-15T10:00:00Z"), mode.groups());
        ledgers.add(ledger);
        ledger.open(ALICE);
        ledger.open(BOB);
        store.commits.clear();
        return ledger;
    }

    private static ChargeCredits charge(long number, long credits) {
        return ChargeCredits.of(number % 2 == 0 ? ALICE : BOB, Credits.of(credits), IdempotencyKey.of("k" + number));
    }

    private static List<ChargeCredits> charges(int count) {
        return IntStream.range(0, count).mapToObj(i -> charge(i, 1)).toList();
    }

    private static long available(GroupedLedger ledger, AccountId account) {
        return ledger.balance(account).available().value();
    }

    @ParameterizedTest
    @EnumSource
    void every_item_is_told_of_in_its_order_and_counted(Mode mode) {
        GroupedLedger ledger = ledger(mode);
        ledger.charge(charge(7, 1));
        List<ChargeCredits> charges = new ArrayList<>(charges(1_200));
        charges.set(600, charge(600, 2_000_000));
        List<BulkOutcome<ChargeCredits, ChargeReceipt>> told = new ArrayList<>();

        BulkResult result = ledger.chargeAll(charges, told::add);

        assertThat(result).isEqualTo(new BulkResult(1_198, 1, 1));
        assertThat(result.items()).isEqualTo(1_200);
        assertThat(told).extracting(BulkOutcome::command).isEqualTo(charges);
        assertThat(told)
                .extracting(BulkOutcome::index)
                .isEqualTo(LongStream.range(0, 1_200).boxed().toList());
        assertThat(told.get(600))
                .isInstanceOfSatisfying(
                        BulkOutcome.Refused.class,
                        refused -> assertThat(refused.reason()).isInstanceOf(InsufficientCreditsException.class));
        assertThat(available(ledger, ALICE)).isEqualTo(1_000_000 - 599);
        assertThat(available(ledger, BOB)).isEqualTo(1_000_000 - 600);
        assertThat(store.commits).as("transactions").hasSizeLessThan(60);
    }

    @ParameterizedTest
    @EnumSource
    void grants_are_made_alike(Mode mode) {
        GroupedLedger ledger = ledger(mode);
        List<GrantCredits> grants = IntStream.range(0, 700)
                .mapToObj(i -> GrantCredits.of(ALICE, Credits.of(2), "gift", IdempotencyKey.of("g" + i)))
                .toList();
        List<BulkOutcome<GrantCredits, GrantReceipt>> told = new ArrayList<>();

        assertThat(ledger.grantAll(grants, told::add)).isEqualTo(new BulkResult(700, 0, 0));
        assertThat(ledger.grantAll(grants, outcome -> {})).isEqualTo(new BulkResult(0, 700, 0));

        assertThat(told).hasSize(700).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(BulkOutcome.Done.class));
        assertThat(available(ledger, ALICE)).isEqualTo(1_000_000 + 1_400);
    }

    @ParameterizedTest
    @EnumSource
    void an_item_that_cannot_be_written_takes_no_others_with_it(Mode mode) {
        GroupedLedger ledger = ledger(mode);
        store.poison("k321");
        List<Long> refused = new ArrayList<>();

        BulkResult result = ledger.chargeAll(charges(1_000), outcome -> {
            if (outcome instanceof BulkOutcome.Refused<ChargeCredits, ChargeReceipt> failed) {
                assertThat(failed.reason()).hasMessage("the statement failed");
                refused.add(failed.index());
            }
        });

        assertThat(result).isEqualTo(new BulkResult(999, 0, 1));
        assertThat(refused).containsExactly(321L);
        assertThat(available(ledger, BOB)).isEqualTo(1_000_000 - 499);
    }

    @ParameterizedTest
    @EnumSource
    void only_a_few_batches_of_a_million_items_are_in_memory_at_a_time(Mode mode) {
        GroupedLedger ledger = ledger(mode);
        int items = 20_000;
        AtomicLong read = new AtomicLong();
        AtomicLong told = new AtomicLong();
        AtomicLong most = new AtomicLong();
        Iterable<ChargeCredits> charges = () -> reading(charges(items).iterator(), () -> {
            long underWay = read.incrementAndGet() - told.get();
            most.accumulateAndGet(underWay, Math::max);
        });

        BulkResult result = ledger.chargeAll(charges, outcome -> told.incrementAndGet());

        assertThat(result.done()).isEqualTo(items);
        assertThat(most.get()).isLessThanOrEqualTo(501);
    }

    private static <T> Iterator<T> reading(Iterator<T> items, Runnable whenRead) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return items.hasNext();
            }

            @Override
            public T next() {
                whenRead.run();
                return items.next();
            }
        };
    }

    @ParameterizedTest
    @EnumSource
    void it_ends_when_the_database_is_away_and_may_be_begun_again(Mode mode) {
        GroupedLedger ledger = ledger(mode);
        LedgerUnavailableException away = new LedgerUnavailableException(1, true, new IllegalStateException("refused"));
        AtomicLong told = new AtomicLong();

        assertThatThrownBy(() -> ledger.chargeAll(charges(3_000), outcome -> {
                    if (told.incrementAndGet() == 700) {
                        store.failWith(away);
                    }
                }))
                .isSameAs(away);

        store.failWith(null);
        BulkResult again = ledger.chargeAll(charges(3_000), outcome -> {});
        assertThat(again.items()).isEqualTo(3_000);
        assertThat(again.repeated()).isGreaterThanOrEqualTo(told.get());
        assertThat(again.refused()).isZero();
        assertThat(available(ledger, ALICE)).isEqualTo(1_000_000 - 1_500);
    }

    @ParameterizedTest
    @EnumSource
    void a_listener_that_throws_ends_it(Mode mode) {
        GroupedLedger ledger = ledger(mode);

        assertThatThrownBy(() -> ledger.chargeAll(charges(3_000), outcome -> {
                    throw new IllegalStateException("enough");
                }))
                .hasMessage("enough");

        assertThat(ledger.chargeAll(charges(3_000), outcome -> {}).items()).isEqualTo(3_000);
        assertThat(available(ledger, ALICE)).isEqualTo(1_000_000 - 1_500);
    }
}
