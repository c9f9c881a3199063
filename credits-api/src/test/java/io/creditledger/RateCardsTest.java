package io.creditledger;

import static io.creditledger.Fixtures.NOON;
import static io.creditledger.Fixtures.TOMORROW;
import static io.creditledger.Fixtures.YESTERDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RateCardsTest {
    private static final RateCard FIRST = RateCard.of("1", Map.of(Tier.PRO, Rate.perSecond(14)));
    private static final RateCard SECOND =
            RateCard.of("2", Map.of(Tier.PRO, Rate.perSecond(15))).effectiveFrom(NOON);
    private static final RateCard THIRD =
            RateCard.of("3", Map.of(Tier.PRO, Rate.perSecond(16))).effectiveFrom(TOMORROW);

    @Test
    void the_card_in_force_is_the_last_that_has_begun() {
        RateCards cards = RateCards.of(SECOND, THIRD, FIRST);

        assertThat(cards.inForceAt(LedgerTime.MIN)).isEqualTo(FIRST);
        assertThat(cards.inForceAt(YESTERDAY)).isEqualTo(FIRST);
        assertThat(cards.inForceAt(NOON.minusNanos(1000))).isEqualTo(FIRST);
        assertThat(cards.inForceAt(NOON)).isEqualTo(SECOND);
        assertThat(cards.inForceAt(TOMORROW.minusNanos(1000))).isEqualTo(SECOND);
        assertThat(cards.inForceAt(TOMORROW)).isEqualTo(THIRD);
        assertThat(cards.inForceAt(LedgerTime.MAX)).isEqualTo(THIRD);
    }

    @Test
    void cards_are_kept_in_the_order_of_their_beginnings() {
        assertThat(RateCards.of(THIRD, FIRST, SECOND).versions()).containsExactly(FIRST, SECOND, THIRD);
        assertThat(RateCards.of(THIRD, FIRST)).isEqualTo(RateCards.of(FIRST, THIRD));
    }

    @Test
    void a_version_is_found_whether_it_is_in_force_or_not() {
        RateCards cards = RateCards.of(FIRST, SECOND, THIRD);

        assertThat(cards.version("1")).isEqualTo(FIRST);
        assertThat(cards.version("3")).isEqualTo(THIRD);
    }

    @Test
    void a_version_that_tells_its_rates_prices_after_the_policy_has_others() {
        RateCard before = RateCard.perSecond(BigDecimal.TEN, BigDecimal.valueOf(14), RoundingMode.UP);
        RateCards now =
                RateCards.of(RateCard.perSecond(BigDecimal.valueOf(12), BigDecimal.valueOf(20), RoundingMode.UP));

        assertThat(now.version(before.version())).isEqualTo(before);
        assertThat(now.version(before.version()).price(Tier.PRO, Duration.ofSeconds(5)))
                .isEqualTo(Credits.of(70));
    }

    @Test
    void a_version_that_is_gone_is_named() {
        RateCards cards = RateCards.of(FIRST, SECOND);

        assertThatExceptionOfType(PricingException.class)
                .isThrownBy(() -> cards.version("0"))
                .withMessage("there is no rate card '0'; keep every version by which a task may still be priced."
                        + " There are [1, 2]")
                .satisfies(refusal -> {
                    assertThat(refusal.version()).isEqualTo("0");
                    assertThat(refusal.tier()).isEmpty();
                });
    }

    @Test
    void one_card_is_in_force_from_the_beginning() {
        String message = "one rate card must be in force from the beginning (1970-01-01T00:00:00Z), but there is none";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RateCards(List.of()))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RateCards.of(SECOND, THIRD))
                .withMessage(message);
    }

    @Test
    void cards_differ_in_version_and_beginning() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RateCards.of(FIRST, SECOND, THIRD.withVersion("2")))
                .withMessage(
                        "rate cards must differ in version and beginning, but there are two with '2' or " + TOMORROW);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RateCards.of(FIRST, SECOND, THIRD.effectiveFrom(NOON)))
                .withMessageStartingWith("rate cards must differ in version and beginning");
    }
}
