package io.creditledger;

import static io.creditledger.Fixtures.NOON;
import static io.creditledger.Fixtures.absent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateCardTest {
    private static final Tier PICTURE = Tier.of("picture");
    private static final Tier SUBTITLES = Tier.of("subtitles");
    private static final RateCard CARD = RateCard.of(
            "2026-01",
            Map.of(
                    Tier.STANDARD,
                    Rate.perSecond(10),
                    Tier.PRO,
                    Rate.perSecond(14),
                    PICTURE,
                    Rate.perUnit(new BigDecimal("2.5")),
                    SUBTITLES,
                    Rate.flat(Credits.of(30))));

    private static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }

    private static Credits standard(RateCard card, String seconds) {
        return card.price(Tier.STANDARD, Output.seconds(decimal(seconds)));
    }

    @Nested
    class Prices {
        @ParameterizedTest(name = "{0} s cost {1} standard and {2} pro")
        @CsvSource({
            "0, 0, 0",
            "0.000000001, 1, 1",
            "0.1, 1, 2",
            "0.3, 3, 5",
            "1, 10, 14",
            "4.999999999, 50, 70",
            "5, 50, 70",
            "5.000000001, 51, 71",
            "5.01, 51, 71",
            "5.1, 51, 72",
            "1000000000, 10000000000, 14000000000",
        })
        void are_exact_and_rounded_up_once(String seconds, long standard, long pro) {
            assertThat(standard(CARD, seconds)).isEqualTo(Credits.of(standard));
            assertThat(CARD.price(Tier.PRO, Output.seconds(decimal(seconds)))).isEqualTo(Credits.of(pro));
        }

        @Test
        void are_the_same_for_a_duration() {
            assertThat(CARD.price(Tier.STANDARD, Duration.ofMillis(5_010))).isEqualTo(Credits.of(51));
            assertThat(CARD.price(Tier.PRO, Duration.ofMillis(300))).isEqualTo(Credits.of(5));
        }

        @ParameterizedTest(name = "2.5 credits round {0} to {1}")
        @CsvSource({
            "UP, 3",
            "CEILING, 3",
            "DOWN, 2",
            "FLOOR, 2",
            "HALF_UP, 3",
            "HALF_DOWN, 2",
            "HALF_EVEN, 2",
        })
        void are_rounded_as_the_card_says(RoundingMode mode, long price) {
            assertThat(CARD.withRounding(mode).price(PICTURE, Output.units(1))).isEqualTo(Credits.of(price));
        }

        @Test
        void of_units_are_rounded_in_total_and_not_each() {
            assertThat(CARD.price(PICTURE, Output.units(0))).isEqualTo(Credits.ZERO);
            assertThat(CARD.price(PICTURE, Output.units(2))).isEqualTo(Credits.of(5));
            assertThat(CARD.price(PICTURE, Output.units(3))).isEqualTo(Credits.of(8));
        }

        @Test
        void that_are_flat_are_the_same_whatever_the_output() {
            assertThat(CARD.price(SUBTITLES, Duration.ZERO)).isEqualTo(Credits.of(30));
            assertThat(CARD.price(SUBTITLES, Duration.ofHours(9))).isEqualTo(Credits.of(30));
            assertThat(CARD.price(SUBTITLES, Output.units(1_000))).isEqualTo(Credits.of(30));
        }

        @Test
        void fit_into_credits_at_the_greatest_rate_and_output() {
            RateCard dear = RateCard.of("dear", Map.of(Tier.PRO, Rate.perSecond(Rate.MAX_CREDITS)));

            assertThat(dear.price(Tier.PRO, Output.seconds(Output.MAX_QUANTITY)))
                    .isEqualTo(Credits.of(1_000_000_000_000_000_000L));
        }

        @Test
        void have_a_minimum_where_anything_is_billable() {
            RateCard card = CARD.withMinimumCharge(Credits.of(20));

            assertThat(standard(card, "0")).isEqualTo(Credits.ZERO);
            assertThat(standard(card, "0.000000001")).isEqualTo(Credits.of(20));
            assertThat(standard(card, "2")).isEqualTo(Credits.of(20));
            assertThat(standard(card, "2.000000001")).isEqualTo(Credits.of(21));
            assertThat(card.price(SUBTITLES, Duration.ZERO)).isEqualTo(Credits.of(30));
            assertThat(card.withMinimumCharge(Credits.of(31)).price(SUBTITLES, Duration.ZERO))
                    .isEqualTo(Credits.of(31));
        }

        @Test
        void leave_the_free_allowance_out() {
            RateCard card = CARD.withFreeAllowance(decimal("2.5"));

            assertThat(standard(card, "2.499999999")).isEqualTo(Credits.ZERO);
            assertThat(standard(card, "2.5")).isEqualTo(Credits.ZERO);
            assertThat(standard(card, "2.500000001")).isEqualTo(Credits.of(1));
            assertThat(standard(card, "7.5")).isEqualTo(Credits.of(50));
            assertThat(card.price(PICTURE, Output.units(3))).isEqualTo(Credits.of(2));
            assertThat(card.price(SUBTITLES, Output.units(1))).isEqualTo(Credits.of(30));
        }

        @Test
        void have_their_minimum_only_beyond_the_free_allowance() {
            RateCard card = CARD.withFreeAllowance(decimal("3")).withMinimumCharge(Credits.of(20));

            assertThat(standard(card, "3")).isEqualTo(Credits.ZERO);
            assertThat(standard(card, "3.5")).isEqualTo(Credits.of(20));
            assertThat(standard(card, "6")).isEqualTo(Credits.of(30));
        }

        @Test
        void of_a_tier_without_a_rate_are_refused() {
            PricingException refusal = refusal(() -> CARD.price(Tier.of("ultra"), Duration.ofSeconds(5)));

            assertThat(refusal)
                    .hasMessage("rate card '2026-01' has no rate for tier 'ultra',"
                            + " but for [picture, pro, standard, subtitles]");
            assertThat(refusal.version()).isEqualTo("2026-01");
            assertThat(refusal.tier()).contains(Tier.of("ultra"));
        }

        @Test
        void of_an_output_in_another_measure_are_refused() {
            assertThat(refusal(() -> CARD.price(PICTURE, Duration.ofSeconds(5))))
                    .hasMessage("rate card '2026-01' prices tier 'picture' by the unit, but the output is 5 seconds");
            assertThat(refusal(() -> CARD.price(Tier.PRO, Output.units(2))))
                    .hasMessage("rate card '2026-01' prices tier 'pro' by the second, but the output is 2 units");
        }

        @Test
        void of_a_negative_absurd_or_missing_duration_are_refused() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CARD.price(Tier.PRO, Duration.ofMillis(-1)))
                    .withMessage("output must be from 0 to 1000000000 seconds, but was -0.001000000");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CARD.price(Tier.PRO, Duration.ofDays(365_000)))
                    .withMessageStartingWith("output must be from 0 to 1000000000 seconds");
            assertThatNullPointerException()
                    .isThrownBy(() -> CARD.price(Tier.PRO, Fixtures.<Duration>absent()))
                    .withMessage("duration");
            assertThatNullPointerException()
                    .isThrownBy(() -> CARD.price(Tier.PRO, Fixtures.<Output>absent()))
                    .withMessage("output");
            assertThatNullPointerException()
                    .isThrownBy(() -> CARD.price(absent(), Duration.ZERO))
                    .withMessage("tier");
        }

        private PricingException refusal(Runnable pricing) {
            return assertThatExceptionOfType(PricingException.class)
                    .isThrownBy(pricing::run)
                    .actual();
        }
    }

    @Nested
    class Cards {
        @Test
        void are_in_force_from_the_beginning_and_round_up_if_nothing_else_is_said() {
            assertThat(CARD.effectiveFrom()).isEqualTo(LedgerTime.MIN);
            assertThat(CARD.minimumCharge()).isEqualTo(Credits.ZERO);
            assertThat(CARD.freeAllowance()).isEqualTo(BigDecimal.ZERO);
            assertThat(CARD.rounding()).isEqualTo(RoundingMode.UP);
        }

        @Test
        void change_in_one_thing_only() {
            assertThat(CARD.effectiveFrom(NOON).effectiveFrom()).isEqualTo(NOON);
            assertThat(CARD.effectiveFrom(NOON).effectiveFrom(LedgerTime.MIN)).isEqualTo(CARD);
            assertThat(CARD.withVersion("2026-02").withVersion("2026-01")).isEqualTo(CARD);
            assertThat(CARD.withVersion("2026-02")).isNotEqualTo(CARD);
        }

        @Test
        void are_the_same_however_their_allowance_is_written() {
            assertThat(CARD.withFreeAllowance(decimal("5.00"))).isEqualTo(CARD.withFreeAllowance(decimal("5")));
        }

        @Test
        void keep_their_rates_to_themselves() {
            Map<Tier, Rate> rates = new HashMap<>(Map.of(Tier.PRO, Rate.perSecond(14)));
            RateCard card = RateCard.of("v", rates);
            rates.put(Tier.STANDARD, Rate.perSecond(10));

            assertThat(card.rates()).containsOnlyKeys(Tier.PRO);
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> card.rates().clear());
        }

        @Test
        void need_a_rate() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RateCard.of("v", Map.of()))
                    .withMessage("a rate card needs the rate of at least one tier, but has none");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "a\0b", "\uD83D"})
        void need_a_version_that_can_be_stored(String version) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CARD.withVersion(version))
                    .withMessageStartingWith("rate card version must ");
        }

        @Test
        void have_versions_up_to_a_length() {
            assertThat(CARD.withVersion("v".repeat(64)).version()).hasSize(64);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CARD.withVersion("v".repeat(65)))
                    .withMessageStartingWith("rate card version must be at most 64 characters");
        }

        @Test
        void begin_at_an_instant_that_can_be_stored() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CARD.effectiveFrom(Instant.MAX))
                    .withMessageStartingWith("effectiveFrom must lie between");
        }

        @ParameterizedTest
        @ValueSource(strings = {"-1", "1000000000.1", "1E+999999999"})
        void have_an_allowance_within_bounds(String allowance) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CARD.withFreeAllowance(decimal(allowance)))
                    .withMessage(
                            "a free allowance must be from 0 to 1000000000 seconds or units, but was " + allowance);
        }

        @Test
        void must_round() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CARD.withRounding(RoundingMode.UNNECESSARY))
                    .withMessage("a rate card must round, but UNNECESSARY refuses to");
        }

        @Test
        void refuse_nulls_by_name() {
            Map<Tier, @Nullable Rate> rates = new HashMap<>();
            rates.put(Tier.PRO, absent());

            assertThatNullPointerException()
                    .isThrownBy(() -> RateCard.of("v", rates))
                    .withMessage("the rate of tier 'pro'");
            assertThatNullPointerException()
                    .isThrownBy(() -> CARD.withMinimumCharge(absent()))
                    .withMessage("minimumCharge");
            assertThatNullPointerException()
                    .isThrownBy(() -> CARD.withFreeAllowance(absent()))
                    .withMessage("freeAllowance");
            assertThatNullPointerException()
                    .isThrownBy(() -> CARD.withRounding(absent()))
                    .withMessage("rounding");
            assertThatNullPointerException()
                    .isThrownBy(() -> CARD.withVersion(absent()))
                    .withMessage("rate card version");
            assertThatNullPointerException()
                    .isThrownBy(() -> CARD.effectiveFrom(absent()))
                    .withMessage("effectiveFrom");
        }
    }

    @Nested
    class VersionsThatTellTheirRates {
        @ParameterizedTest
        @CsvSource({
            "10, 14, UP, 'standard=10,pro=14,UP'",
            "10.0, 1.4E1, UP, 'standard=10,pro=14,UP'",
            "0, 0.5, HALF_EVEN, 'standard=0,pro=0.5,HALF_EVEN'",
            "1E+9, 999999999.999999999, HALF_DOWN, 'standard=1000000000,pro=999999999.999999999,HALF_DOWN'",
            "1E-9, 0.00000012, CEILING, 'standard=0.000000001,pro=0.00000012,CEILING'",
        })
        void name_them_in_one_way_and_give_them_back(
                BigDecimal standard, BigDecimal pro, RoundingMode rounding, String version) {
            RateCard card = RateCard.perSecond(standard, pro, rounding);

            assertThat(card.version()).isEqualTo(version).hasSizeLessThanOrEqualTo(RateCard.MAX_VERSION_LENGTH);
            assertThat(TellingVersion.card(version)).contains(card);
            assertThat(card.rates())
                    .containsOnly(
                            Map.entry(Tier.STANDARD, Rate.perSecond(standard)),
                            Map.entry(Tier.PRO, Rate.perSecond(pro)));
            assertThat(card.rounding()).isEqualTo(rounding);
        }

        @Test
        void fit_at_their_longest() {
            BigDecimal longest = decimal("999999999.999999999");

            assertThat(RateCard.perSecond(longest, longest, RoundingMode.HALF_DOWN)
                            .version())
                    .hasSizeLessThanOrEqualTo(RateCard.MAX_VERSION_LENGTH);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "2026-01",
                    "standard=10,pro=14",
                    "standard=10,pro=14,UNNECESSARY",
                    "standard=10,pro=14,HALF_CEILING",
                    "standard=10,pro=14,EVEN",
                    "standard=10.0,pro=14,UP",
                    "standard=010,pro=14,UP",
                    "standard=1.2.3,pro=14,UP",
                    "standard=.,pro=14,UP",
                    "standard=1000000001,pro=14,UP",
                    "standard=1000000000.5,pro=14,UP",
                    "standard=0.1234567891,pro=14,UP",
                    "standard=-1,pro=14,UP",
                    "standard=10,pro=14,UP ",
                })
        void are_no_others(String version) {
            assertThat(TellingVersion.card(version)).isEmpty();
            assertThat(CARD.withVersion(version).version()).isEqualTo(version);
        }

        @Test
        void never_lie() {
            RateCard card = RateCard.perSecond(decimal("10"), decimal("14"), RoundingMode.UP);
            String message = "a rate card with other prices than 'standard=10,pro=14,UP' tells needs another version;"
                    + " name it first, with withVersion";

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> card.withMinimumCharge(Credits.of(1)))
                    .withMessage(message);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> card.withFreeAllowance(decimal("0.5")))
                    .withMessage(message);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> card.withRounding(RoundingMode.DOWN))
                    .withMessage(message);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CARD.withVersion(card.version()))
                    .withMessage(message);
            assertThat(card.effectiveFrom(NOON).version()).isEqualTo(card.version());
        }

        @Test
        void give_way_to_another_version_that_may_tell_less() {
            RateCard card = RateCard.perSecond(decimal("10"), decimal("14"), RoundingMode.UP)
                    .withVersion("2026-03")
                    .withMinimumCharge(Credits.of(20));

            assertThat(card.price(Tier.STANDARD, Duration.ofSeconds(1))).isEqualTo(Credits.of(20));
        }

        @Test
        void cannot_tell_what_a_card_cannot_have() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RateCard.perSecond(decimal("-1"), decimal("14"), RoundingMode.UP))
                    .withMessage("a rate must be from 0 to 1000000000 credits, but was -1");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RateCard.perSecond(decimal("1E-10"), decimal("14"), RoundingMode.UP))
                    .withMessage("a rate must have at most 9 decimal places, but was 1E-10");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RateCard.perSecond(decimal("10"), decimal("14"), RoundingMode.UNNECESSARY))
                    .withMessage("a rate card must round, but UNNECESSARY refuses to");
        }
    }
}
