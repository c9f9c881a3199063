package io.creditledger;

import static io.creditledger.Fixtures.absent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreditPolicyTest {
    private final CreditPolicy policy = CreditPolicy.defaults();

    @Test
    void by_default_a_sign_up_brings_100_credits_that_expire_after_six_months_in_utc() {
        assertThat(policy.signUpCredits()).isEqualTo(Credits.of(100));
        assertThat(policy.expiryMonths()).isEqualTo(6);
        assertThat(policy.zone()).isEqualTo(ZoneOffset.UTC);
        assertThat(policy.consumptionOrder()).isEqualTo(ConsumptionOrder.SOONEST_EXPIRY_FIRST);
    }

    @Test
    void by_default_the_numbers_are_those_of_the_product_that_the_library_was_made_for() {
        RateCard card = policy.rateCards().inForceAt(LedgerTime.MIN);

        assertThat(card.price(Tier.STANDARD, Duration.ofSeconds(5))).isEqualTo(Credits.of(50));
        assertThat(card.price(Tier.PRO, Duration.ofSeconds(5))).isEqualTo(Credits.of(70));
        assertThat(card.rounding()).isEqualTo(RoundingMode.UP);
        assertThat(policy.creditValue().of(Credits.of(100))).isEqualByComparingTo("10");
        assertThat(policy.creditValue().currency()).isEqualTo(Currency.getInstance("CNY"));
        assertThat(policy.inviteReward()).isEqualTo(Credits.of(100));
        assertThat(policy.invitedReward()).isEqualTo(Credits.ZERO);
        assertThat(policy.dailySignInReward()).isEqualTo(Credits.of(10));
        assertThat(policy.shareVideoReward()).isEqualTo(Credits.of(10));
        assertThat(policy.chargeShortfall()).isEqualTo(Shortfall.REJECT);
        assertThat(policy.taskShortfall()).isEqualTo(Shortfall.OWE);
        assertThat(policy.runningTasksCount()).isTrue();
    }

    @Test
    void a_change_changes_one_number_only() {
        ZoneId shanghai = ZoneId.of("Asia/Shanghai");

        CreditPolicy changed = policy.toBuilder().zone(shanghai).build();

        assertThat(changed.zone()).isEqualTo(shanghai);
        assertThat(changed.toBuilder().zone(ZoneOffset.UTC).build()).isEqualTo(policy);
        assertThat(policy).isEqualTo(CreditPolicy.defaults());
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1_201, Integer.MAX_VALUE})
    void months_out_of_range_are_refused(int months) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy.toBuilder().expiryMonths(months).build())
                .withMessage("expiryMonths must be from 1 to 1200, but was " + months);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_200})
    void months_at_the_bounds_are_taken(int months) {
        assertThat(policy.toBuilder().expiryMonths(months).build().expiryMonths())
                .isEqualTo(months);
    }

    @Test
    void nulls_are_refused_by_name() {
        assertThatNullPointerException()
                .isThrownBy(() -> policy.toBuilder().signUpCredits(absent()).build())
                .withMessage("signUpCredits");
        assertThatNullPointerException()
                .isThrownBy(() -> policy.toBuilder().zone(absent()).build())
                .withMessage("zone");
        assertThatNullPointerException()
                .isThrownBy(() -> policy.toBuilder().consumptionOrder(absent()).build())
                .withMessage("consumptionOrder");
        assertThatNullPointerException()
                .isThrownBy(() -> policy.toBuilder().chargeShortfall(absent()).build())
                .withMessage("chargeShortfall");
        assertThatNullPointerException()
                .isThrownBy(() -> policy.toBuilder().taskShortfall(absent()).build())
                .withMessage("taskShortfall");
        assertThatNullPointerException()
                .isThrownBy(() -> policy.toBuilder().rateCards(absent()).build())
                .withMessage("rateCards");
        assertThatNullPointerException()
                .isThrownBy(() -> policy.toBuilder().creditValue(absent()).build())
                .withMessage("creditValue");
        assertThatNullPointerException()
                .isThrownBy(() -> policy.toBuilder().shareVideoReward(absent()).build())
                .withMessage("shareVideoReward");
    }

    @ParameterizedTest(name = "{0} months after {1} is {2}")
    @CsvSource({
        "6, 2026-01-15T10:00:00.123456Z, 2026-07-15T10:00:00.123456Z",
        "6, 2026-08-31T10:00:00Z, 2027-02-28T10:00:00Z",
        "6, 2027-08-31T10:00:00Z, 2028-02-29T10:00:00Z",
        "6, 2026-03-31T23:59:59.999999Z, 2026-09-30T23:59:59.999999Z",
        "1, 2026-01-29T00:00:00Z, 2026-02-28T00:00:00Z",
        "1, 2028-01-31T00:00:00Z, 2028-02-29T00:00:00Z",
        "12, 2028-02-29T00:00:00Z, 2029-02-28T00:00:00Z",
        "48, 2028-02-29T00:00:00Z, 2032-02-29T00:00:00Z",
        "1, 2100-01-30T00:00:00Z, 2100-02-28T00:00:00Z",
        "1200, 2000-02-29T00:00:00Z, 2100-02-28T00:00:00Z",
    })
    void credits_expire_so_many_calendar_months_later_or_at_the_shorter_month_s_end(
            int months, Instant creation, Instant expiry) {
        assertThat(policy.toBuilder().expiryMonths(months).build().expiryOf(creation))
                .isEqualTo(Expiry.at(expiry));
    }

    @ParameterizedTest(name = "in {0}, 6 months after {1} is {2}")
    @CsvSource({
        "America/New_York, 2026-01-15T10:00:00Z, 2026-07-15T09:00:00Z",
        "Asia/Shanghai, 2026-08-30T16:30:00Z, 2027-02-27T16:30:00Z",
        "Asia/Kathmandu, 2026-08-31T18:15:00Z, 2027-02-28T18:15:00Z",
        "America/New_York, 2026-09-28T06:30:00Z, 2027-03-28T06:30:00Z",
    })
    void months_are_counted_by_the_calendar_of_the_zone(ZoneId zone, Instant creation, Instant expiry) {
        assertThat(policy.toBuilder().zone(zone).build().expiryOf(creation)).isEqualTo(Expiry.at(expiry));
    }

    @Test
    void an_expiry_that_the_zone_s_clocks_skip_is_as_much_later_as_they_skip() {
        CreditPolicy inNewYork =
                policy.toBuilder().zone(ZoneId.of("America/New_York")).build();

        assertThat(inNewYork.expiryOf(Instant.parse("2025-09-08T06:30:00Z")))
                .isEqualTo(Expiry.at(Instant.parse("2026-03-08T07:30:00Z")));
    }

    @Test
    void an_expiry_that_the_zone_s_clocks_show_twice_has_the_offset_of_the_creation() {
        CreditPolicy inNewYork =
                policy.toBuilder().zone(ZoneId.of("America/New_York")).build();

        assertThat(inNewYork.expiryOf(Instant.parse("2026-05-01T05:30:00Z")))
                .isEqualTo(Expiry.at(Instant.parse("2026-11-01T05:30:00Z")));
        assertThat(inNewYork.toBuilder().expiryMonths(9).build().expiryOf(Instant.parse("2026-02-01T06:30:00Z")))
                .isEqualTo(Expiry.at(Instant.parse("2026-11-01T06:30:00Z")));
    }

    @Test
    void an_expiry_beyond_what_the_databases_hold_is_refused() {
        assertThat(policy.expiryOf(Instant.parse("9999-06-30T23:59:59.999999Z")))
                .isEqualTo(Expiry.at(Instant.parse("9999-12-30T23:59:59.999999Z")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy.expiryOf(Instant.parse("9999-07-01T00:00:00Z")))
                .withMessage("expiry must lie between 1970-01-01T00:00:00Z and 9999-12-31T23:59:59.999999Z,"
                        + " but was +10000-01-01T00:00:00Z");
    }

    @Test
    void a_creation_that_cannot_be_stored_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy.expiryOf(Instant.MAX))
                .withMessageStartingWith("creation must lie between");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy.expiryOf(Instant.ofEpochSecond(0, 1)))
                .withMessageStartingWith("creation must be a whole microsecond");
    }
}
