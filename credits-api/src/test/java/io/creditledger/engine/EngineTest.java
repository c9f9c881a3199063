package io.creditledger.engine;

import static io.creditledger.Fixtures.ALICE;
import static io.creditledger.Fixtures.NOON;
import static io.creditledger.Fixtures.TOMORROW;
import static io.creditledger.Fixtures.YESTERDAY;
import static io.creditledger.Fixtures.chargeCredits;
import static io.creditledger.Fixtures.grant;
import static io.creditledger.Fixtures.grantCredits;
import static io.creditledger.Fixtures.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.creditledger.AccountNotFoundException;
import io.creditledger.Allocation;
import io.creditledger.ChargeReceipt;
import io.creditledger.Command;
import io.creditledger.CreditLedgerException;
import io.creditledger.CreditOverflowException;
import io.creditledger.CreditPolicy;
import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.EntryType;
import io.creditledger.ExpireGrants;
import io.creditledger.ExpireReceipt;
import io.creditledger.Expiry;
import io.creditledger.Grant;
import io.creditledger.GrantCredits;
import io.creditledger.GrantId;
import io.creditledger.GrantReceipt;
import io.creditledger.IdempotencyConflictException;
import io.creditledger.InsufficientCreditsException;
import io.creditledger.LedgerTime;
import io.creditledger.Metadata;
import io.creditledger.OpenAccount;
import io.creditledger.OpenReceipt;
import io.creditledger.Receipt;
import io.creditledger.UnusableGrantException;
import io.creditledger.spi.Account;
import io.creditledger.spi.Loaded;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EngineTest {
    private static final Instant IN_SIX_MONTHS = Instant.parse("2026-07-15T12:00:00Z");

    private final Engine engine = new Engine(CreditPolicy.defaults());
    private final Grant never = grant("never", 1, 10);
    private final Grant soon = grant("soon", 2, 30, Expiry.at(TOMORROW));
    private final Grant due = grant("due", 3, 5, Expiry.at(NOON));

    private Decision decide(AccountState state, Command<?> command) {
        return engine.decide(state, command);
    }

    private static <R extends Receipt> R receipt(Decision decision, Class<R> type) {
        assertThat(decision.outcome()).isInstanceOf(Outcome.Done.class);
        return type.cast(((Outcome.Done) decision.outcome()).receipt());
    }

    private static <E extends CreditLedgerException> E refusal(Decision decision, Class<E> type) {
        assertThat(decision.outcome()).isInstanceOf(Outcome.Refused.class);
        return type.cast(((Outcome.Refused) decision.outcome()).reason());
    }

    private static void assertChangesNothing(AccountState state, Decision decision) {
        assertThat(decision.account()).isEqualTo(state.account());
        assertThat(decision.entries()).isEmpty();
        assertThat(decision.change().made()).isEmpty();
        assertThat(decision.change().drawn()).isEmpty();
    }

    @Nested
    class Opening {
        @Test
        void makes_the_sign_up_grant_in_the_same_transaction() {
            Decision decision = decide(States.unopened(), new OpenAccount(ALICE));

            OpenReceipt receipt = receipt(decision, OpenReceipt.class);
            assertThat(receipt.openedAt()).isEqualTo(NOON);
            assertThat(receipt.isReplay()).isFalse();
            assertThat(receipt.signUpGrant())
                    .contains(new Grant(
                            ALICE,
                            new GrantId("credit:open"),
                            1,
                            "sign-up",
                            0,
                            Credits.of(100),
                            Credits.of(100),
                            NOON,
                            Expiry.at(IN_SIX_MONTHS)));
            assertThat(decision.entries())
                    .extracting(Entry::seq, Entry::line, Entry::type, Entry::amount)
                    .containsExactly(tuple(1L, 0, EntryType.OPEN, 0L), tuple(1L, 1, EntryType.GRANT, 100L));
            assertThat(decision.account())
                    .isEqualTo(new Account(ALICE, Credits.of(100), Credits.ZERO, Credits.ZERO, 1, 1, NOON, NOON));
        }

        @Test
        void makes_no_grant_if_the_policy_gives_nothing() {
            Engine strict = new Engine(
                    CreditPolicy.builder().signUpCredits(Credits.ZERO).build());

            Decision decision = strict.decide(States.unopened(), new OpenAccount(ALICE));

            assertThat(receipt(decision, OpenReceipt.class).signUpGrant()).isEmpty();
            assertThat(decision.entries()).hasSize(1);
            assertThat(decision.change().made()).isEmpty();
            assertThat(decision.change().drawn()).isEmpty();
            assertThat(decision.account().isOpened()).isTrue();
        }

        @Test
        void again_returns_the_first_opening_whatever_the_policy_says_now() {
            AccountState opened = States.after(States.unopened(), decide(States.unopened(), new OpenAccount(ALICE)));
            Engine strict = new Engine(
                    CreditPolicy.builder().signUpCredits(Credits.ZERO).build());

            Decision again = strict.decide(opened, new OpenAccount(ALICE));

            OpenReceipt receipt = receipt(again, OpenReceipt.class);
            assertThat(receipt.isReplay()).isTrue();
            assertThat(receipt.signUpGrant()).isPresent();
            assertChangesNothing(opened, again);
        }

        @Test
        void comes_before_everything_else() {
            assertThat(List.<Command<?>>of(chargeCredits(0, "k"), grantCredits(1, "k"), new ExpireGrants(ALICE, 1)))
                    .allSatisfy(command -> {
                        Decision decision = decide(States.unopened(), command);
                        assertThat(refusal(decision, AccountNotFoundException.class)
                                        .account())
                                .isEqualTo(ALICE);
                        assertChangesNothing(States.unopened(), decision);
                    });
        }
    }

    @Nested
    class Granting {
        private Grant granted(GrantCredits command) {
            return receipt(decide(States.atNoon(), command), GrantReceipt.class).grant();
        }

        @Test
        void begins_now_and_expires_when_the_policy_says() {
            Grant made = granted(grantCredits(500, "order:1"));

            assertThat(made.effective()).isEqualTo(NOON);
            assertThat(made.expiry()).isEqualTo(Expiry.at(IN_SIX_MONTHS));
            assertThat(made.remaining()).isEqualTo(Credits.of(500));
        }

        @Test
        void takes_the_next_number_and_adds_to_the_balance() {
            AccountState state = States.atNoon(never, soon);

            Decision decision = decide(state, grantCredits(500, "order:1"));

            assertThat(receipt(decision, GrantReceipt.class).grant().number()).isEqualTo(3);
            assertThat(decision.account().lastGrant()).isEqualTo(3);
            assertThat(decision.account().balance()).isEqualTo(Credits.of(540));
            assertThat(decision.account().lastSeq()).isEqualTo(4);
            assertThat(decision.account().lastAt()).isEqualTo(NOON);
            assertThat(decision.account().openedAt()).isEqualTo(YESTERDAY);
        }

        @Test
        void backdated_expires_so_long_after_its_making() {
            Grant made = granted(grantCredits(500, "order:1").effectiveFrom(LedgerTime.MIN));

            assertThat(made.effective()).isEqualTo(LedgerTime.MIN);
            assertThat(made.expiry()).isEqualTo(Expiry.at(IN_SIX_MONTHS));
        }

        @Test
        void of_what_has_expired_already_expires_in_the_same_transaction() {
            Decision decision =
                    decide(States.atNoon(never), grantCredits(7, "k").expiring(Expiry.at(NOON)));

            Grant made = receipt(decision, GrantReceipt.class).grant();
            assertThat(made.remaining()).isEqualTo(Credits.ZERO);
            assertThat(made.effective()).isEqualTo(NOON);
            assertThat(decision.entries())
                    .extracting(
                            Entry::type,
                            Entry::amount,
                            entry -> entry.balanceAfter().value(),
                            Entry::effectiveAt)
                    .containsExactly(tuple(EntryType.GRANT, 7L, 17L, NOON), tuple(EntryType.EXPIRE, -7L, 10L, NOON));
            assertThat(decision.account().balance()).isEqualTo(Credits.of(10));
            assertThat(decision.change().made()).containsExactly(made);
            assertThat(decision.change().drawn()).isEmpty();
        }

        @Test
        void without_an_effective_instant_cannot_have_begun_after_it_expired() {
            assertThat(granted(grantCredits(7, "k").expiring(Expiry.at(YESTERDAY)))
                            .effective())
                    .isEqualTo(YESTERDAY);
        }

        @Test
        void that_would_expire_by_the_policy_before_it_begins_is_refused() {
            AccountState state = States.atNoon();

            Decision decision = decide(state, grantCredits(7, "k").effectiveFrom(IN_SIX_MONTHS));

            UnusableGrantException refusal = refusal(decision, UnusableGrantException.class);
            assertThat(refusal.effective()).isEqualTo(IN_SIX_MONTHS);
            assertThat(refusal.expiry()).isEqualTo(Expiry.at(IN_SIX_MONTHS));
            assertChangesNothing(state, decision);
            assertThat(granted(grantCredits(7, "k").effectiveFrom(IN_SIX_MONTHS.minusNanos(1000)))
                            .isOpen())
                    .isTrue();
        }

        @Test
        void beyond_the_greatest_balance_is_refused() {
            AccountState state = States.atNoon(never);

            Decision most = decide(state, grantCredits(Long.MAX_VALUE - 10, "k"));
            Decision tooMuch = decide(state, grantCredits(Long.MAX_VALUE - 9, "k"));

            assertThat(receipt(most, GrantReceipt.class).isReplay()).isFalse();
            assertThat(most.account().balance()).isEqualTo(Credits.of(Long.MAX_VALUE));
            CreditOverflowException refusal = refusal(tooMuch, CreditOverflowException.class);
            assertThat(refusal.balance()).isEqualTo(Credits.of(10));
            assertThat(refusal.granted()).isEqualTo(Credits.of(Long.MAX_VALUE - 9));
            assertChangesNothing(state, tooMuch);
        }
    }

    @Nested
    class Charging {
        @Test
        void takes_from_several_grants_in_one_transaction() {
            AccountState state = States.atNoon(never, soon, due);

            Decision decision =
                    decide(state, chargeCredits(35, "task:1").withReference("r").withMetadata(Metadata.of("a", "b")));

            ChargeReceipt receipt = receipt(decision, ChargeReceipt.class);
            assertThat(receipt.isReplay()).isFalse();
            assertThat(receipt.charge().allocations())
                    .containsExactly(
                            new Allocation(soon.id(), Credits.of(30)), new Allocation(never.id(), Credits.of(5)));
            assertThat(receipt.charge().chargedAt()).isEqualTo(NOON);
            assertThat(receipt.charge().seq()).isEqualTo(5);
            assertThat(receipt.charge().reference()).isEqualTo("r");
            assertThat(receipt.charge().metadata()).isEqualTo(Metadata.of("a", "b"));
            assertThat(decision.entries())
                    .extracting(
                            Entry::seq,
                            Entry::line,
                            Entry::amount,
                            entry -> entry.balanceAfter().value())
                    .containsExactly(tuple(5L, 0, -30L, 15L), tuple(5L, 1, -5L, 10L));
            assertThat(decision.entries().get(0).request()).isNotNull();
            assertThat(decision.entries().get(1).request()).isNull();
            assertThat(decision.account().balance()).isEqualTo(Credits.of(10));
        }

        @Test
        void of_nothing_is_recorded_so_that_its_key_is_used() {
            Decision decision = decide(States.atNoon(never), chargeCredits(0, "task:1"));

            assertThat(receipt(decision, ChargeReceipt.class).charge().amount()).isEqualTo(Credits.ZERO);
            assertThat(decision.entries()).singleElement().satisfies(entry -> {
                assertThat(entry.type()).isEqualTo(EntryType.CHARGE);
                assertThat(entry.grant()).isNull();
                assertThat(entry.amount()).isZero();
            });
            assertThat(decision.account().lastSeq()).isEqualTo(3);
            assertThat(decision.account().balance()).isEqualTo(Credits.of(10));
        }

        @Test
        void more_than_is_available_is_refused() {
            AccountState state = States.atNoon(never, soon, due);

            Decision decision = decide(state, chargeCredits(41, "task:1"));

            InsufficientCreditsException refusal = refusal(decision, InsufficientCreditsException.class);
            assertThat(refusal.required()).isEqualTo(Credits.of(41));
            assertThat(refusal.available()).isEqualTo(Credits.of(40));
            assertChangesNothing(state, decision);
        }

        @Test
        void again_returns_the_first_charge_even_if_it_could_not_be_paid_any_more() {
            AccountState before = States.atNoon(never);
            Decision first = decide(before, chargeCredits(10, "task:1"));
            AccountState after = States.after(before, first);

            Decision second = decide(after, chargeCredits(10, "task:1"));

            ChargeReceipt receipt = receipt(second, ChargeReceipt.class);
            assertThat(receipt.isReplay()).isTrue();
            assertThat(receipt.charge())
                    .isEqualTo(receipt(first, ChargeReceipt.class).charge());
            assertChangesNothing(after, second);
        }

        @Test
        void something_else_under_the_same_key_is_refused_by_what_differs() {
            AccountState before = States.atNoon(never);
            AccountState after = States.after(before, decide(before, chargeCredits(5, "k")));

            Decision other = decide(after, chargeCredits(6, "k"));
            Decision otherKind = decide(after, grantCredits(5, "k"));

            assertThat(refusal(other, IdempotencyConflictException.class).differences())
                    .containsExactly("amount was 5, is now 6");
            assertThat(refusal(otherKind, IdempotencyConflictException.class).differences())
                    .containsExactly(
                            "priority was (none), is now 0",
                            "source was (none), is now purchase",
                            "type was charge, is now grant");
            assertThat(refusal(otherKind, IdempotencyConflictException.class).key())
                    .isEqualTo(key("k"));
            assertChangesNothing(after, other);
            assertChangesNothing(after, otherKind);
        }
    }

    @Nested
    class Sweeping {
        private final Grant dueBefore = grant("due-before", 4, 6, Expiry.at(NOON.minusNanos(1000)));

        @Test
        void records_what_is_due_soonest_first_at_the_instant_of_its_expiry() {
            Decision decision = decide(States.atNoon(never, soon, due, dueBefore), new ExpireGrants(ALICE, 9));

            assertThat(receipt(decision, ExpireReceipt.class)).isEqualTo(new ExpireReceipt(ALICE, 2, Credits.of(11)));
            assertThat(decision.entries())
                    .extracting(Entry::grant, Entry::effectiveAt, Entry::recordedAt, Entry::request)
                    .containsExactly(
                            tuple(dueBefore.id(), NOON.minusNanos(1000), NOON, null),
                            tuple(due.id(), NOON, NOON, null));
            assertThat(decision.change().drawn()).noneMatch(Grant::isOpen);
            assertThat(decision.account().balance()).isEqualTo(Credits.of(40));
        }

        @Test
        void records_no_more_than_its_limit() {
            Decision decision = decide(States.atNoon(due, dueBefore), new ExpireGrants(ALICE, 1));

            assertThat(decision.change().drawn()).extracting(Grant::id).containsExactly(dueBefore.id());
        }

        @Test
        void records_nothing_if_nothing_is_due() {
            AccountState state = States.atNoon(never, soon);

            Decision decision = decide(state, new ExpireGrants(ALICE, 9));

            assertThat(receipt(decision, ExpireReceipt.class)).isEqualTo(new ExpireReceipt(ALICE, 0, Credits.ZERO));
            assertChangesNothing(state, decision);
        }

        @Test
        void again_finds_nothing_left() {
            AccountState before = States.atNoon(due);
            AccountState after = States.after(before, decide(before, new ExpireGrants(ALICE, 9)));

            assertThat(receipt(decide(after, new ExpireGrants(ALICE, 9)), ExpireReceipt.class)
                            .grants())
                    .isZero();
        }
    }

    @Test
    void the_same_state_and_command_come_to_the_same_decision() {
        AccountState state = new AccountState(
                States.account(never, soon), NOON, new Loaded(List.of(soon, never), Map.of(), Map.of()));

        assertThat(decide(state, chargeCredits(35, "k")))
                .isEqualTo(decide(States.atNoon(never, soon), chargeCredits(35, "k")));
    }
}
