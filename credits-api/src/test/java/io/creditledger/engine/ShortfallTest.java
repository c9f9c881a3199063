package io.creditledger.engine;

import static io.creditledger.Fixtures.ALICE;
import static io.creditledger.Fixtures.NOON;
import static io.creditledger.Fixtures.TOMORROW;
import static io.creditledger.Fixtures.YESTERDAY;
import static io.creditledger.Fixtures.chargeCredits;
import static io.creditledger.Fixtures.grantCredits;
import static io.creditledger.Fixtures.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.creditledger.Allocation;
import io.creditledger.Balance;
import io.creditledger.Charge;
import io.creditledger.ChargeReceipt;
import io.creditledger.CreditOverflowException;
import io.creditledger.CreditPolicy;
import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.EntryType;
import io.creditledger.Expiry;
import io.creditledger.Grant;
import io.creditledger.GrantReceipt;
import io.creditledger.HistoryQuery;
import io.creditledger.InsufficientCreditsException;
import io.creditledger.Quote;
import io.creditledger.Shortfall;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ShortfallTest {
    private final JournalStore store = new JournalStore();
    private Instant now = NOON;
    private final StoredLedger rejecting = ledger(Shortfall.REJECT);
    private final StoredLedger forgiving = ledger(Shortfall.FORGIVE);
    private final StoredLedger owing = ledger(Shortfall.OWE);

    private StoredLedger ledger(Shortfall shortfall) {
        CreditPolicy policy = CreditPolicy.builder()
                .signUpCredits(Credits.ZERO)
                .chargeShortfall(shortfall)
                .build();
        return new StoredLedger(store, policy, () -> now);
    }

    private Balance balance() {
        return rejecting.balance(ALICE);
    }

    private List<Entry> journal() {
        return rejecting.history(ALICE, HistoryQuery.all()).items();
    }

    private Grant grant(long credits, String key) {
        return rejecting.grant(grantCredits(credits, key)).grant();
    }

    @BeforeEach
    void openAlice() {
        rejecting.open(ALICE);
    }

    @Nested
    class Rejected {
        @Test
        void changes_nothing() {
            grant(30, "g");
            List<Entry> journal = journal();

            assertThatExceptionOfType(InsufficientCreditsException.class)
                    .isThrownBy(() -> rejecting.charge(chargeCredits(31, "task:1")));

            assertThat(journal()).isEqualTo(journal);
            assertThat(balance().available()).isEqualTo(Credits.of(30));
        }
    }

    @Nested
    class Forgiven {
        @Test
        void takes_what_is_there_and_records_the_rest() {
            Grant grant = grant(30, "g");

            Charge charge = forgiving.charge(chargeCredits(50, "task:1")).charge();

            assertThat(charge.amount()).isEqualTo(Credits.of(50));
            assertThat(charge.allocations()).containsExactly(new Allocation(grant.id(), Credits.of(30)));
            assertThat(charge.forgiven()).isEqualTo(Credits.of(20));
            assertThat(charge.owed()).isEqualTo(Credits.ZERO);
            assertThat(charge.shortfall()).isEqualTo(Credits.of(20));
            assertThat(journal().subList(0, 2))
                    .extracting(
                            Entry::type,
                            Entry::amount,
                            entry -> entry.balanceAfter().value())
                    .containsExactly(tuple(EntryType.FORGIVE, -20L, 0L), tuple(EntryType.CHARGE, -30L, 0L));
            assertThat(balance().available()).isEqualTo(Credits.ZERO);
            assertThat(balance().debt()).isEqualTo(Credits.ZERO);
        }

        @Test
        void where_nothing_is_there_is_all_of_it() {
            Charge charge = forgiving.charge(chargeCredits(50, "task:1")).charge();

            assertThat(charge.allocations()).isEmpty();
            assertThat(charge.forgiven()).isEqualTo(Credits.of(50));
            assertThat(journal().get(0).type()).isEqualTo(EntryType.FORGIVE);
        }

        @Test
        void again_returns_the_same_charge_whatever_the_policy_says_now() {
            grant(30, "g");
            ChargeReceipt first = forgiving.charge(chargeCredits(50, "task:1"));
            grant(1_000, "more");

            assertThat(forgiving.charge(chargeCredits(50, "task:1")))
                    .isEqualTo(new ChargeReceipt(first.charge(), true));
            assertThat(rejecting.charge(chargeCredits(50, "task:1")))
                    .isEqualTo(new ChargeReceipt(first.charge(), true));
            assertThat(balance().available()).isEqualTo(Credits.of(1_000));
        }
    }

    @Nested
    class Owed {
        @Test
        void takes_what_is_there_and_makes_the_rest_debt() {
            grant(30, "g");

            Charge charge = owing.charge(chargeCredits(50, "task:1")).charge();

            assertThat(charge.owed()).isEqualTo(Credits.of(20));
            assertThat(charge.forgiven()).isEqualTo(Credits.ZERO);
            assertThat(journal().get(0))
                    .extracting(Entry::type, Entry::amount, Entry::grant)
                    .containsExactly(EntryType.OWE, -20L, null);
            assertThat(balance().available()).isEqualTo(Credits.ZERO);
            assertThat(balance().debt()).isEqualTo(Credits.of(20));
        }

        @Test
        void again_returns_the_same_charge_and_owes_no_more() {
            ChargeReceipt first = owing.charge(chargeCredits(50, "task:1"));

            assertThat(owing.charge(chargeCredits(50, "task:1"))).isEqualTo(new ChargeReceipt(first.charge(), true));
            assertThat(balance().debt()).isEqualTo(Credits.of(50));
        }

        @Test
        void adds_up() {
            owing.charge(chargeCredits(50, "task:1"));
            owing.charge(chargeCredits(70, "task:2"));

            assertThat(balance().debt()).isEqualTo(Credits.of(120));
        }

        @Test
        void beyond_all_numbers_is_refused_and_changes_nothing() {
            owing.charge(chargeCredits(Long.MAX_VALUE, "task:1"));
            List<Entry> journal = journal();

            assertThatExceptionOfType(CreditOverflowException.class)
                    .isThrownBy(() -> owing.charge(chargeCredits(1, "task:2")))
                    .withMessage("account 'alice' owes 9223372036854775807 credits and cannot owe 1 more;"
                            + " together they must not exceed 9223372036854775807");
            assertThat(journal()).isEqualTo(journal);
            assertThat(owing.charge(chargeCredits(0, "task:3")).charge().owed()).isEqualTo(Credits.ZERO);
        }
    }

    @Nested
    class Debt {
        @BeforeEach
        void owe50() {
            owing.charge(chargeCredits(50, "task:1"));
        }

        @Test
        void is_repaid_first_by_the_next_grant() {
            GrantReceipt receipt = rejecting.grant(grantCredits(80, "g"));

            assertThat(receipt.grant().amount()).isEqualTo(Credits.of(80));
            assertThat(receipt.grant().remaining()).isEqualTo(Credits.of(30));
            assertThat(journal().subList(0, 2))
                    .extracting(Entry::type, Entry::amount, Entry::grant)
                    .containsExactly(
                            tuple(EntryType.REPAY, -50L, receipt.grant().id()),
                            tuple(EntryType.GRANT, 80L, receipt.grant().id()));
            assertThat(balance().debt()).isEqualTo(Credits.ZERO);
            assertThat(balance().available()).isEqualTo(Credits.of(30));
            assertThat(rejecting.grant(grantCredits(80, "g"))).isEqualTo(new GrantReceipt(receipt.grant(), true));
        }

        @Test
        void is_repaid_by_several_grants_until_nothing_is_owed() {
            assertThat(grant(20, "a").remaining()).isEqualTo(Credits.ZERO);
            assertThat(balance().debt()).isEqualTo(Credits.of(30));
            assertThat(grant(30, "b").remaining()).isEqualTo(Credits.ZERO);
            assertThat(balance().debt()).isEqualTo(Credits.ZERO);
            assertThat(grant(5, "c").remaining()).isEqualTo(Credits.of(5));
            assertThat(balance().available()).isEqualTo(Credits.of(5));
        }

        @Test
        void is_repaid_by_rewards_too() {
            assertThat(rejecting.rewards().dailySignIn(ALICE).grant().map(Grant::remaining))
                    .contains(Credits.ZERO);
            assertThat(rejecting.rewards().shareVideo(ALICE, "video").grant().map(Grant::remaining))
                    .contains(Credits.ZERO);

            assertThat(balance().debt()).isEqualTo(Credits.of(30));
        }

        @Test
        void is_repaid_by_a_grant_that_is_not_effective_yet() {
            rejecting.grant(grantCredits(80, "g").effectiveFrom(TOMORROW));

            assertThat(balance().debt()).isEqualTo(Credits.ZERO);
            assertThat(balance().notYetEffective()).isEqualTo(Credits.of(30));
        }

        @Test
        void is_not_repaid_by_a_grant_that_has_expired_already() {
            rejecting.grant(grantCredits(80, "g").expiring(Expiry.at(YESTERDAY)));

            assertThat(balance().debt()).isEqualTo(Credits.of(50));
            assertThat(journal().get(0).type()).isEqualTo(EntryType.EXPIRE);
        }

        @Test
        void is_there_in_a_balance_of_the_past() {
            now = TOMORROW;
            grant(50, "g");

            assertThat(rejecting.balanceAsOf(ALICE, NOON).debt()).isEqualTo(Credits.of(50));
            assertThat(rejecting.balanceAsOf(ALICE, TOMORROW).debt()).isEqualTo(Credits.ZERO);
        }
    }

    @Nested
    class Quoted {
        @Test
        void takes_nothing_if_it_is_rejected_and_what_is_there_if_not() {
            Grant grant = grant(30, "g");
            Allocation all = new Allocation(grant.id(), Credits.of(30));

            assertThat(rejecting.quote(ALICE, Credits.of(50)).allocations()).isEmpty();
            for (StoredLedger ledger : List.of(forgiving, owing)) {
                Quote quote = ledger.quote(ALICE, Credits.of(50));
                assertThat(quote.allocations()).containsExactly(all);
                assertThat(quote.isCovered()).isFalse();
                assertThat(quote.missing()).isEqualTo(Credits.of(20));
            }
            assertThat(owing.charge(chargeCredits(50, "task:1")).charge().allocations())
                    .containsExactly(all);
        }
    }

    @Test
    void what_was_charged_is_always_paid_forgiven_or_owed_and_what_was_granted_is_never_lost() {
        Random random = new Random(9);
        List<StoredLedger> ledgers = List.of(forgiving, owing);
        long granted = 0;
        long paid = 0;
        long owed = 0;
        for (int i = 0; i < 300; i++) {
            if (random.nextInt(3) == 0) {
                int credits = 1 + random.nextInt(150);
                grant(credits, "grant:" + i);
                granted += credits;
            } else {
                Credits amount = Credits.of(random.nextInt(100));
                Charge charge = ledgers.get(random.nextInt(2))
                        .charge(ALICE, amount, key("charge:" + i))
                        .charge();
                paid += Allocation.sum(charge.allocations()).value();
                owed += charge.owed().value();
                assertThat(Allocation.sum(charge.allocations())
                                .plus(charge.forgiven())
                                .plus(charge.owed()))
                        .isEqualTo(amount);
            }
            long repaid = owed - balance().debt().value();
            assertThat(balance().available().value()).isEqualTo(granted - paid - repaid);
            assertThat(balance().available().isZero() || balance().debt().isZero())
                    .isTrue();
        }
        assertThat(owed).isPositive();
        assertThat(balance().debt().value()).isLessThan(owed);
    }
}
