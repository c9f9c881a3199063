package io.creditledger;

import static io.creditledger.Fixtures.ALICE;
import static io.creditledger.Fixtures.NOON;
import static io.creditledger.Fixtures.TOMORROW;
import static io.creditledger.Fixtures.YESTERDAY;
import static io.creditledger.Fixtures.absent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class GrantTest {
    private final Grant grant = grant(1, 10, 4, YESTERDAY, Expiry.at(TOMORROW));

    private static Grant grant(long number, long amount, long remaining, Instant effective, Expiry expiry) {
        return new Grant(
                ALICE,
                new GrantId("g"),
                number,
                "purchase",
                0,
                Credits.of(amount),
                Credits.of(remaining),
                effective,
                expiry);
    }

    @Test
    void is_usable_from_its_effective_instant_to_the_microsecond_before_its_expiry() {
        assertThat(grant.isUsableAt(YESTERDAY.minusNanos(1000))).isFalse();
        assertThat(grant.isUsableAt(YESTERDAY)).isTrue();
        assertThat(grant.isUsableAt(TOMORROW.minusNanos(1000))).isTrue();
        assertThat(grant.isUsableAt(TOMORROW)).isFalse();
    }

    @Test
    void is_pending_before_its_effective_instant() {
        assertThat(grant.isPendingAt(YESTERDAY.minusNanos(1000))).isTrue();
        assertThat(grant.isPendingAt(YESTERDAY)).isFalse();
    }

    @Test
    void is_due_from_its_expiry_on() {
        assertThat(grant.isDueAt(TOMORROW.minusNanos(1000))).isFalse();
        assertThat(grant.isDueAt(TOMORROW)).isTrue();
    }

    @Test
    void with_nothing_remaining_is_neither_usable_nor_due() {
        Grant spent = grant.minus(Credits.of(4));

        assertThat(spent.isOpen()).isFalse();
        assertThat(spent.isUsableAt(NOON)).isFalse();
        assertThat(spent.isDueAt(TOMORROW)).isFalse();
    }

    @Test
    void gives_what_remains_and_no_more() {
        assertThat(grant.minus(Credits.of(3))).isEqualTo(grant(1, 10, 1, YESTERDAY, Expiry.at(TOMORROW)));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> grant.minus(Credits.of(5)))
                .withMessage("cannot take 5 from 4 credits; at most all of them can be taken");
    }

    @Test
    void may_expire_at_its_effective_instant_but_not_before() {
        assertThat(grant(1, 10, 10, NOON, Expiry.at(NOON)).isUsableAt(NOON)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> grant(1, 10, 10, NOON, Expiry.at(NOON.minusNanos(1000))))
                .withMessage("a grant must not expire (2026-01-15T11:59:59.999999Z) before it is effective"
                        + " (2026-01-15T12:00:00Z)");
    }

    @Test
    void numbers_out_of_range_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> grant(0, 10, 10, NOON, Expiry.never()))
                .withMessage("a grant's number must be at least 1, but was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> grant(1, 0, 0, NOON, Expiry.never()))
                .withMessage("a grant must be of at least 1 credit, but was of 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> grant(1, 10, 11, NOON, Expiry.never()))
                .withMessage("a grant of 10 credits cannot have 11 remaining");
    }

    @Test
    void nulls_are_refused_by_name() {
        assertThatNullPointerException()
                .isThrownBy(() -> grant(1, 10, 10, absent(), Expiry.never()))
                .withMessage("effective");
        assertThatNullPointerException()
                .isThrownBy(() -> grant(1, 10, 10, NOON, absent()))
                .withMessage("expiry");
        assertThatNullPointerException()
                .isThrownBy(() -> new Grant(
                        ALICE, new GrantId("g"), 1, "purchase", 0, absent(), Credits.of(1), NOON, Expiry.never()))
                .withMessage("amount");
        assertThatNullPointerException()
                .isThrownBy(() -> new Grant(
                        ALICE, new GrantId("g"), 1, "purchase", 0, Credits.of(1), absent(), NOON, Expiry.never()))
                .withMessage("remaining");
    }

    @Test
    void the_terms_of_a_grant_need_a_number_too() {
        assertThat(new GrantTerms(1, "purchase", 0, Expiry.never()).number()).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GrantTerms(0, "purchase", 0, Expiry.never()))
                .withMessage("a grant's number must be at least 1, but was 0");
    }
}
