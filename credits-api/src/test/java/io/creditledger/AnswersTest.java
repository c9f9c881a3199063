package io.creditledger;

import static io.creditledger.Fixtures.ALICE;
import static io.creditledger.Fixtures.NOON;
import static io.creditledger.Fixtures.TOMORROW;
import static io.creditledger.Fixtures.absent;
import static io.creditledger.Fixtures.grant;
import static io.creditledger.Fixtures.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the ledger answers with. */
class AnswersTest {
    private static final Allocation THIRTY = new Allocation(new GrantId("g1"), Credits.of(30));
    private static final Allocation TWENTY = new Allocation(new GrantId("g2"), Credits.of(20));

    private static Charge charge(Credits amount, List<Allocation> allocations) {
        return new Charge(
                ALICE, key("k"), amount, allocations, Credits.ZERO, Credits.ZERO, NOON, 2, null, Metadata.none());
    }

    private static Balance balance(List<ExpiringCredits> expiring) {
        return new Balance(ALICE, NOON, Credits.of(50), Credits.ZERO, Credits.ZERO, Credits.ZERO, expiring);
    }

    @Test
    void the_allocations_of_a_charge_sum_to_it() {
        assertThat(charge(Credits.of(50), List.of(THIRTY, TWENTY)).allocations())
                .containsExactly(THIRTY, TWENTY);
        assertThat(charge(Credits.ZERO, List.of()).allocations()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> charge(Credits.of(51), List.of(THIRTY, TWENTY)))
                .withMessage("what grants paid, what was forgiven and what is owed of a charge of 51 must sum to it,"
                        + " but sum to 50");
    }

    @Test
    void what_was_forgiven_or_is_owed_belongs_to_the_charge() {
        Charge charge = new Charge(
                ALICE,
                key("k"),
                Credits.of(40),
                List.of(THIRTY),
                Credits.of(3),
                Credits.of(7),
                NOON,
                2,
                null,
                Metadata.none());

        assertThat(charge.shortfall()).isEqualTo(Credits.of(10));
        assertThat(charge(Credits.of(30), List.of(THIRTY)).shortfall()).isEqualTo(Credits.ZERO);
    }

    @Test
    void the_lists_of_an_answer_are_its_own() {
        List<Allocation> allocations = new ArrayList<>(List.of(THIRTY));
        List<ExpiringCredits> expiring = new ArrayList<>();
        Charge charge = charge(Credits.of(30), allocations);
        Quote quote = new Quote(ALICE, Credits.of(30), Credits.of(30), allocations, NOON);
        Balance balance = balance(expiring);
        Forecast forecast = new Forecast(balance, expiring);

        allocations.add(TWENTY);
        expiring.add(new ExpiringCredits(TOMORROW, Credits.of(1)));

        assertThat(charge.allocations()).containsExactly(THIRTY);
        assertThat(quote.allocations()).containsExactly(THIRTY);
        assertThat(balance.expiring()).isEmpty();
        assertThat(forecast.expired()).isEmpty();
    }

    @Test
    void a_quote_is_covered_up_to_what_is_available() {
        Quote covered = new Quote(ALICE, Credits.of(30), Credits.of(30), List.of(THIRTY), NOON);
        Quote uncovered = new Quote(ALICE, Credits.of(31), Credits.of(30), List.of(), NOON);

        assertThat(covered.isCovered()).isTrue();
        assertThat(covered.missing()).isEqualTo(Credits.ZERO);
        assertThat(uncovered.isCovered()).isFalse();
        assertThat(uncovered.missing()).isEqualTo(Credits.of(1));
    }

    @Test
    void a_forecast_sums_up_what_will_have_expired() {
        List<ExpiringCredits> expired =
                List.of(new ExpiringCredits(NOON, Credits.of(3)), new ExpiringCredits(TOMORROW, Credits.of(4)));

        assertThat(new Forecast(balance(List.of()), expired).expiredCredits()).isEqualTo(Credits.of(7));
        assertThat(new Forecast(balance(List.of()), List.of()).expiredCredits()).isEqualTo(Credits.ZERO);
    }

    @Test
    void each_receipt_names_its_account() {
        assertThat(new OpenReceipt(ALICE, NOON, null, false).account()).isEqualTo(ALICE);
        assertThat(new GrantReceipt(grant("g", 1, 10), false).account()).isEqualTo(ALICE);
        assertThat(new ChargeReceipt(charge(Credits.ZERO, List.of()), true).account())
                .isEqualTo(ALICE);
        assertThat(new ExpireReceipt(ALICE, 0, Credits.ZERO).account()).isEqualTo(ALICE);
    }

    @Test
    void an_opening_may_have_brought_a_grant() {
        Grant grant = grant("g", 1, 10);

        assertThat(new OpenReceipt(ALICE, NOON, grant, false).signUpGrant()).contains(grant);
        assertThat(new OpenReceipt(ALICE, NOON, null, false).signUpGrant()).isEmpty();
    }

    @Test
    void nulls_are_refused_by_name() {
        assertThatNullPointerException()
                .isThrownBy(() -> charge(absent(), List.of()))
                .withMessage("amount");
        assertThatNullPointerException()
                .isThrownBy(() -> new Allocation(absent(), Credits.ZERO))
                .withMessage("grant");
        assertThatNullPointerException()
                .isThrownBy(() -> new Quote(ALICE, absent(), Credits.ZERO, List.of(), NOON))
                .withMessage("amount");
        assertThatNullPointerException()
                .isThrownBy(() -> new ExpiringCredits(absent(), Credits.ZERO))
                .withMessage("expires");
        assertThatNullPointerException()
                .isThrownBy(() -> new GrantReceipt(absent(), false))
                .withMessage("grant");
        assertThatNullPointerException()
                .isThrownBy(() -> new SweepResult(NOON, 0, 0, absent()))
                .withMessage("credits");
    }
}
