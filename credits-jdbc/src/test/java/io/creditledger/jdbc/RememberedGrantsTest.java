package io.creditledger.jdbc;

import static io.creditledger.jdbc.LedgerDatabase.ALICE;
import static io.creditledger.jdbc.LedgerDatabase.chargeOf;
import static io.creditledger.jdbc.LedgerDatabase.grantOf;
import static io.creditledger.testkit.CreditAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.Allocation;
import io.creditledger.ChargeReceipt;
import io.creditledger.Credits;
import io.creditledger.Expiry;
import io.creditledger.Grant;
import io.creditledger.GrantId;
import io.creditledger.InsufficientCreditsException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Remembered grants as time goes on, and as they are used up. */
@EveryDatabase
class RememberedGrantsTest {
    private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");
    private static final Instant FEBRUARY = Instant.parse("2026-02-01T00:00:00Z");
    private static final Duration MICROSECOND = Duration.ofNanos(1_000);

    private final LedgerDatabase database;
    private final JdbcCreditLedger ledger;
    private Grant purchase;

    RememberedGrantsTest(TestDatabase server) {
        database = LedgerDatabase.emptied(server);
        ledger = database.ledger();
        ledger.open(ALICE);
        purchase = ledger.grant(grantOf(ALICE, 101, "purchase-1")).grant();
    }

    /** A hundred are left. */
    @BeforeEach
    void remember() {
        ledger.charge(chargeOf(ALICE, 1, "task-0"));
    }

    @AfterEach
    void audit() {
        database.assertInvariants();
    }

    @Test
    void a_remembered_grant_is_spent_until_one_microsecond_before_it_expires() {
        Grant gift = gift(NOW, FEBRUARY);
        ledger.charge(chargeOf(ALICE, 10, "task-1"));
        database.clock.set(FEBRUARY.minus(MICROSECOND));

        assertPaid("task-2", 60, paid(gift, 40), paid(purchase, 20));
    }

    @Test
    void a_remembered_grant_is_not_spent_at_the_instant_at_which_it_expires() {
        Grant gift = gift(NOW, FEBRUARY);
        ledger.charge(chargeOf(ALICE, 10, "task-1"));
        database.clock.set(FEBRUARY);

        assertPaid("task-2", 60, paid(purchase, 60));
        assertThat(ledger.balance(ALICE)).hasAvailable(40);
        assertThat(ledger.expire().credits()).isEqualTo(40);
        assertThat(gift.amount()).isEqualTo(Credits.of(50));
    }

    @Test
    void a_grant_that_expires_within_the_day_is_remembered_no_longer_than_that() {
        Instant soon = NOW.plus(Duration.ofHours(2));
        Grant gift = gift(NOW, soon);
        ledger.charge(chargeOf(ALICE, 10, "task-1"));
        database.clock.set(soon.minus(MICROSECOND));
        assertPaid("task-2", 10, paid(gift, 10));
        database.clock.set(soon);

        assertPaid("task-3", 10, paid(purchase, 10));
        assertThatThrownBy(() -> ledger.charge(chargeOf(ALICE, 91, "task-4")))
                .isInstanceOfSatisfying(
                        InsufficientCreditsException.class,
                        refusal -> assertThat(refusal.available()).isEqualTo(Credits.of(90)));
    }

    @ParameterizedTest
    @ValueSource(longs = {3_600_000_000L, 86_399_999_999L, 86_400_000_000L, 86_400_000_001L, 172_800_000_000L})
    void a_grant_of_the_future_is_spent_from_the_instant_on_at_which_it_is_effective(long microseconds) {
        Instant effective = NOW.plus(MICROSECOND.multipliedBy(microseconds));
        Grant gift = gift(effective, FEBRUARY);
        JdbcCreditLedger reading = database.ledger();
        reading.charge(chargeOf(ALICE, 10, "task-1"));
        database.clock.set(effective.minus(MICROSECOND));

        assertThat(reading.charge(chargeOf(ALICE, 10, "task-2"))).isPaidBy(paid(purchase, 10));
        database.clock.set(effective);

        assertThat(reading.charge(chargeOf(ALICE, 60, "task-3"))).isPaidBy(paid(gift, 50), paid(purchase, 10));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 40, 200})
    void a_grant_of_the_future_that_this_ledger_made_is_spent_once_it_is_effective(int hours) {
        Instant effective = NOW.plus(Duration.ofHours(hours));
        Grant gift = gift(effective, FEBRUARY);
        assertPaid("task-1", 10, paid(purchase, 10));
        database.clock.set(effective.minus(MICROSECOND));
        assertPaid("task-2", 10, paid(purchase, 10));
        database.clock.set(effective);

        assertPaid("task-3", 60, paid(gift, 50), paid(purchase, 10));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 3_600, 172_800})
    void a_clock_that_is_set_back_brings_back_nothing_that_has_expired(long seconds) {
        Instant soon = NOW.plus(Duration.ofMinutes(1));
        gift(NOW, soon);
        ledger.charge(chargeOf(ALICE, 10, "task-1"));
        database.clock.set(soon);
        assertPaid("task-2", 10, paid(purchase, 10));
        database.clock.set(soon.minusSeconds(seconds));

        ChargeReceipt receipt = ledger.charge(chargeOf(ALICE, 10, "task-3"));

        assertThat(receipt).isPaidBy(paid(purchase, 10));
        assertThat(receipt.charge().chargedAt()).isEqualTo(soon);
        database.clock.set(soon.plus(MICROSECOND));
        assertPaid("task-4", 80, paid(purchase, 80));
    }

    /** Thirty grants of ten, of thirty days, of which fewer are remembered. */
    @ParameterizedTest
    @ValueSource(longs = {7, 10, 25, 119, 121})
    void more_grants_than_are_remembered_are_spent_in_their_order_to_the_last_credit(long each) {
        ledger.charge(chargeOf(ALICE, 100, "the-purchase"));
        Deque<Allocation> left = new ArrayDeque<>();
        for (int day = 1; day <= 30; day++) {
            database.clock.advance(Duration.ofDays(1));
            Grant signIn = ledger.rewards().dailySignIn(ALICE).grant().orElseThrow();
            left.addLast(paid(signIn, 10));
        }
        long available = 300;
        for (int charge = 1; available > 0; charge++) {
            long amount = Math.min(each, available);
            available -= amount;

            assertPaid("charge-" + charge, amount, taken(left, amount));
        }
        assertThatThrownBy(() -> ledger.charge(chargeOf(ALICE, 1, "one-more")))
                .isInstanceOf(InsufficientCreditsException.class);
    }

    @Test
    void grants_that_are_made_while_older_ones_are_spent_wait_for_their_turn() {
        ledger.charge(chargeOf(ALICE, 100, "the-purchase"));
        Deque<Allocation> left = new ArrayDeque<>();
        for (int day = 1; day <= 40; day++) {
            database.clock.advance(Duration.ofDays(1));
            Grant signIn = ledger.rewards().dailySignIn(ALICE).grant().orElseThrow();
            left.addLast(paid(signIn, 10));
            long amount = day <= 20 ? 2 : 17;

            assertPaid("charge-" + day, amount, taken(left, amount));
        }
        assertThat(ledger.balance(ALICE)).hasAvailable(20);
    }

    /** Takes an amount off the front of what is left. */
    private static Allocation[] taken(Deque<Allocation> left, long amount) {
        List<Allocation> taken = new ArrayList<>();
        for (long missing = amount; missing > 0; ) {
            Allocation first = left.removeFirst();
            long some = Math.min(missing, first.amount().value());
            missing -= some;
            taken.add(paid(first.grant(), some));
            if (some < first.amount().value()) {
                left.addFirst(paid(first.grant(), first.amount().value() - some));
            }
        }
        return taken.toArray(Allocation[]::new);
    }

    private Grant gift(Instant effective, Instant expires) {
        return ledger.grant(grantOf(ALICE, 50, "gift").effectiveFrom(effective).expiring(Expiry.at(expires)))
                .grant();
    }

    private void assertPaid(String key, long amount, Allocation... allocations) {
        assertThat(ledger.charge(chargeOf(ALICE, amount, key)))
                .isNew()
                .hasAmount(amount)
                .isPaidBy(allocations);
    }

    private static Allocation paid(Grant grant, long amount) {
        return paid(grant.id(), amount);
    }

    private static Allocation paid(GrantId grant, long amount) {
        return new Allocation(grant, Credits.of(amount));
    }
}
