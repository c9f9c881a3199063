package io.creditledger.testkit.contract;

import static io.creditledger.testkit.CreditAssertions.allocation;
import static io.creditledger.testkit.CreditAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.Credits;
import io.creditledger.Expiry;
import io.creditledger.InsufficientCreditsException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From when to when credits are usable, to the microsecond, whether or not a sweep has ever run. */
abstract class ExpiringContract extends ContractSuite {
    private static final Instant EFFECTIVE = Instant.parse("2026-02-01T00:00:00.000005Z");
    private static final Instant EXPIRES = Instant.parse("2026-03-01T00:00:00.000005Z");

    @BeforeEach
    void openAccount() {
        open(ALICE);
        ledger.grant(grantOf(ALICE, 50, "order-1").effectiveFrom(EFFECTIVE).expiring(Expiry.at(EXPIRES)));
    }

    @Test
    void the_microsecond_before_it_is_effective_a_grant_is_not_usable() {
        clock.set(EFFECTIVE.minus(1, ChronoUnit.MICROS));

        assertThat(ledger.balance(ALICE)).hasAvailable(0).hasNotYetEffective(50).expiresNext(EXPIRES, 50);
        assertThat(ledger.quote(ALICE, Credits.of(1))).isMissing(1);
        assertRefused();
    }

    @Test
    void the_microsecond_at_which_it_is_effective_a_grant_is_usable() {
        clock.set(EFFECTIVE);

        assertThat(ledger.balance(ALICE)).hasAvailable(50).hasNotYetEffective(0).expiresNext(EXPIRES, 50);
        assertThat(ledger.quote(ALICE, Credits.of(50))).isCoveredBy(allocation("order-1", 50));
        assertThat(charge(ALICE, 50, "task-1")).isPaidBy(allocation("order-1", 50));
    }

    @Test
    void the_microsecond_before_its_expiry_a_grant_is_usable() {
        clock.set(EXPIRES.minus(1, ChronoUnit.MICROS));

        assertThat(ledger.balance(ALICE)).hasAvailable(50).expiresNext(EXPIRES, 50);
        assertThat(ledger.expire().grants()).isZero();
        assertThat(charge(ALICE, 50, "task-1")).isPaidBy(allocation("order-1", 50));
    }

    @Test
    void the_last_nanosecond_before_its_expiry_belongs_to_the_microsecond_before() {
        clock.set(EXPIRES.minusNanos(1));

        assertThat(ledger.balance(ALICE)).hasAvailable(50);
        assertThat(charge(ALICE, 50, "task-1")).hasAmount(50);
    }

    @Test
    void the_microsecond_of_its_expiry_a_grant_is_gone_without_any_sweep() {
        clock.set(EXPIRES);

        assertThat(ledger.balance(ALICE)).hasAvailable(0).hasNotYetEffective(0).neverExpires();
        assertThat(ledger.quote(ALICE, Credits.of(1))).isMissing(1);
        assertRefused();
    }

    @Test
    void the_microsecond_after_its_expiry_a_grant_is_gone() {
        clock.set(EXPIRES.plus(1, ChronoUnit.MICROS));

        assertThat(ledger.balance(ALICE)).hasAvailable(0).hasNotYetEffective(0).neverExpires();
        assertRefused();
    }

    @Test
    void a_sweep_at_the_expiry_records_it() {
        clock.set(EXPIRES);

        assertThat(ledger.expire().grants()).isEqualTo(1);
        assertThat(current(ALICE, "order-1")).hasRemaining(0);
    }

    @Test
    void what_was_spent_before_the_expiry_does_not_expire() {
        clock.set(EFFECTIVE);
        charge(ALICE, 20, "task-1");
        clock.set(EXPIRES);

        assertThat(ledger.expire().credits()).isEqualTo(30);
        assertThat(journal(ALICE).get(3).amount()).isEqualTo(-30);
    }

    @Test
    void what_has_expired_leaves_the_rest_usable() {
        clock.set(EFFECTIVE);
        grant(ALICE, 10, "order-2");
        clock.set(EXPIRES);

        assertThat(ledger.balance(ALICE)).hasAvailable(10);
        assertThat(charge(ALICE, 10, "task-1")).isPaidBy(allocation("order-2", 10));
    }

    private void assertRefused() {
        assertThatThrownBy(() -> charge(ALICE, 1, "task-1"))
                .isInstanceOfSatisfying(
                        InsufficientCreditsException.class,
                        refusal -> assertThat(refusal.available()).isEqualTo(Credits.ZERO));
    }
}
