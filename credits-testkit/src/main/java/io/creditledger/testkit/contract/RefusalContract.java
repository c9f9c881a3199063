package io.creditledger.testkit.contract;

import static io.creditledger.testkit.CreditAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.AccountId;
import io.creditledger.AccountNotFoundException;
import io.creditledger.CreditLedger;
import io.creditledger.CreditOverflowException;
import io.creditledger.Credits;
import io.creditledger.Expiry;
import io.creditledger.GrantQuery;
import io.creditledger.HistoryQuery;
import io.creditledger.InsufficientCreditsException;
import io.creditledger.UnusableGrantException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That what is refused has changed nothing, and says why. */
abstract class RefusalContract extends ContractSuite {
    /** Everything that can be asked about or of an account, but its opening. */
    @SuppressWarnings("ImmutableEnumChecker") // what the rows hold has no state
    private enum Operation {
        GRANT((ledger, account) -> ledger.grant(grantOf(account, 10, "key"))),
        CHARGE((ledger, account) -> ledger.charge(account, Credits.of(1), key("key"))),
        CHARGE_OF_NOTHING((ledger, account) -> ledger.charge(account, Credits.ZERO, key("key"))),
        QUOTE((ledger, account) -> ledger.quote(account, Credits.of(1))),
        QUOTE_OF_NOTHING((ledger, account) -> ledger.quote(account, Credits.ZERO)),
        BALANCE((ledger, account) -> ledger.balance(account)),
        BALANCE_AS_OF((ledger, account) -> ledger.balanceAsOf(account, Instant.EPOCH)),
        FORECAST((ledger, account) -> ledger.forecast(account, Instant.parse("2030-01-01T00:00:00Z"))),
        GRANTS((ledger, account) -> ledger.grants(account, GrantQuery.all())),
        HISTORY((ledger, account) -> ledger.history(account, HistoryQuery.all()));

        private final BiConsumer<CreditLedger, AccountId> call;

        Operation(BiConsumer<CreditLedger, AccountId> call) {
            this.call = call;
        }
    }

    @BeforeEach
    void openAccount() {
        open(ALICE);
        grant(ALICE, 40, "order-1");
        charge(ALICE, 10, "task-1");
        clock.advance(Duration.ofDays(1));
    }

    @EachRow
    void an_account_that_was_never_opened_is_refused_and_not_made(Operation operation) {
        assertRefused(
                () -> operation.call.accept(ledger, BOB),
                AccountNotFoundException.class,
                refusal -> assertThat(refusal.account()).isEqualTo(BOB));

        open(BOB);
        operation.call.accept(ledger, ALICE);
        assertThat(ledger.balance(BOB)).hasAvailable(0);
    }

    @Test
    void a_charge_of_more_than_there_is_takes_nothing() {
        grant(ALICE, 10, "order-2");

        assertRefused(() -> charge(ALICE, 41, "task-2"), InsufficientCreditsException.class, refusal -> {
            assertThat(refusal.account()).isEqualTo(ALICE);
            assertThat(refusal.required()).isEqualTo(Credits.of(41));
            assertThat(refusal.available()).isEqualTo(Credits.of(40));
            assertThat(refusal.missing()).isEqualTo(Credits.of(1));
            assertThat(refusal)
                    .hasMessage("account 'alice' has 40 credits available, but the charge requires 41; 1 are missing");
        });

        assertThat(charge(ALICE, 40, "task-2")).isNew();
    }

    @Test
    void a_charge_of_as_much_as_a_long_counts_takes_nothing() {
        assertRefused(
                () -> charge(ALICE, Long.MAX_VALUE, "task-2"),
                InsufficientCreditsException.class,
                refusal -> assertThat(refusal.missing()).isEqualTo(Credits.of(Long.MAX_VALUE - 30)));

        assertThat(charge(ALICE, 30, "task-2")).isNew();
    }

    @Test
    void a_charge_is_not_paid_from_credits_that_are_effective_later() {
        ledger.grant(grantOf(ALICE, 50, "order-2").effectiveFrom(Instant.parse("2026-02-01T00:00:00Z")));

        assertRefused(
                () -> charge(ALICE, 31, "task-2"),
                InsufficientCreditsException.class,
                refusal -> assertThat(refusal.available()).isEqualTo(Credits.of(30)));

        clock.set("2026-02-01T00:00:00Z");
        assertThat(charge(ALICE, 31, "task-2")).isNew();
    }

    @Test
    void a_grant_that_would_overflow_the_account_gives_nothing() {
        long room = Long.MAX_VALUE - 30;

        assertRefused(() -> grant(ALICE, room + 1, "order-2"), CreditOverflowException.class, refusal -> {
            assertThat(refusal.account()).isEqualTo(ALICE);
            assertThat(refusal.balance()).isEqualTo(Credits.of(30));
            assertThat(refusal.granted()).isEqualTo(Credits.of(room + 1));
        });

        assertThat(grant(ALICE, room, "order-2")).hasRemaining(room);
        assertThat(ledger.balance(ALICE)).hasAvailable(Long.MAX_VALUE);
    }

    @Test
    void a_full_account_takes_not_one_credit_more() {
        grant(ALICE, Long.MAX_VALUE - 30, "order-2");

        assertRefused(
                () -> grant(ALICE, 1, "order-3"),
                CreditOverflowException.class,
                refusal -> assertThat(refusal.balance()).isEqualTo(Credits.of(Long.MAX_VALUE)));

        charge(ALICE, 1, "task-2");
        assertThat(grant(ALICE, 1, "order-3")).hasRemaining(1);
    }

    @Test
    void credits_that_are_not_effective_yet_count_for_the_overflow() {
        ledger.grant(
                grantOf(ALICE, Long.MAX_VALUE - 30, "order-2").effectiveFrom(Instant.parse("2026-02-01T00:00:00Z")));

        assertRefused(
                () -> grant(ALICE, 1, "order-3"),
                CreditOverflowException.class,
                refusal -> assertThat(refusal.granted()).isEqualTo(Credits.of(1)));

        assertThat(ledger.balance(ALICE)).hasAvailable(30).hasNotYetEffective(Long.MAX_VALUE - 30);
    }

    @Test
    void a_grant_that_the_policy_lets_expire_before_it_is_effective_is_refused() {
        Instant expiry = Instant.parse("2026-07-16T10:00:00Z");

        assertRefused(
                () -> ledger.grant(grantOf(ALICE, 50, "order-2").effectiveFrom(expiry)),
                UnusableGrantException.class,
                refusal -> {
                    assertThat(refusal.account()).isEqualTo(ALICE);
                    assertThat(refusal.key()).isEqualTo(key("order-2"));
                    assertThat(refusal.effective()).isEqualTo(expiry);
                });

        assertThat(ledger.grant(
                        grantOf(ALICE, 50, "order-2").effectiveFrom(expiry).expiring(Expiry.never())))
                .isNew();
    }

    @Test
    void a_grant_that_is_effective_a_microsecond_before_the_policy_lets_it_expire_is_made() {
        Instant last = Instant.parse("2026-07-16T09:59:59.999999Z");

        assertThat(ledger.grant(grantOf(ALICE, 50, "order-2").effectiveFrom(last)))
                .isNew();
        clock.set(last);
        assertThat(ledger.balance(ALICE)).hasAvailable(50);
    }
}
