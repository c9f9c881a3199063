package io.creditledger.testkit.contract;

import static io.creditledger.testkit.CreditAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.CreditPolicyBuilder;
import io.creditledger.Credits;
import io.creditledger.Output;
import io.creditledger.PricingException;
import io.creditledger.Rate;
import io.creditledger.RateCard;
import io.creditledger.RateCards;
import io.creditledger.StartTask;
import io.creditledger.Tier;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a completed task costs. */
abstract class TaskPricingContract extends TaskSuite {
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");

    /** What so many seconds cost by the default policy. */
    @SuppressWarnings("ImmutableEnumChecker") // what the rows hold has no state
    private enum Price {
        STANDARD(Tier.STANDARD, "5", 50),
        PRO(Tier.PRO, "5", 70),
        STANDARD_FRACTION(Tier.STANDARD, "5.01", 51),
        PRO_FRACTION(Tier.PRO, "5.01", 71),
        STANDARD_IS_EXACT(Tier.STANDARD, "0.3", 3),
        PRO_IS_ROUNDED_UP(Tier.PRO, "0.3", 5),
        TENTH(Tier.STANDARD, "0.1", 1),
        LESS_THAN_A_CREDIT(Tier.STANDARD, "0.05", 1),
        NANOSECOND(Tier.PRO, "0.000000001", 1),
        NANOSECOND_TOO_MUCH(Tier.STANDARD, "5.000000001", 51),
        NANOSECOND_LESS(Tier.STANDARD, "4.999999999", 50),
        NOTHING(Tier.STANDARD, "0", 0),
        HOUR(Tier.PRO, "3600", 50_400),
        LONGEST(Tier.STANDARD, "1000000000", 10_000_000_000L);

        private final Tier tier;
        private final String seconds;
        private final long credits;

        Price(Tier tier, String seconds, long credits) {
            this.tier = tier;
            this.seconds = seconds;
            this.credits = credits;
        }
    }

    /** A price list, what a task has produced under it, and what that costs. */
    @SuppressWarnings("ImmutableEnumChecker") // what the rows hold has no state
    enum Card {
        DEARER(card("dearer", Rate.perSecond(20)), seconds("5"), 100),
        FRACTIONAL(card("fractional", Rate.perSecond(new BigDecimal("0.7"))), seconds("5"), 4),
        ROUNDED_DOWN(card("down", Rate.perSecond(10)).withRounding(RoundingMode.DOWN), seconds("5.09"), 50),
        ROUNDED_HALF_UP(card("half-up", Rate.perSecond(10)).withRounding(RoundingMode.HALF_UP), seconds("5.05"), 51),
        UNDER_THE_MINIMUM(card("minimum", Rate.perSecond(10)).withMinimumCharge(Credits.of(30)), seconds("1"), 30),
        OVER_THE_MINIMUM(card("minimum", Rate.perSecond(10)).withMinimumCharge(Credits.of(30)), seconds("4"), 40),
        NOTHING_COSTS_NO_MINIMUM(
                card("minimum", Rate.perSecond(10)).withMinimumCharge(Credits.of(30)), seconds("0"), 0),
        WITHIN_THE_ALLOWANCE(card("free", Rate.perSecond(10)).withFreeAllowance(BigDecimal.TEN), seconds("10"), 0),
        BEYOND_THE_ALLOWANCE(card("free", Rate.perSecond(10)).withFreeAllowance(BigDecimal.TEN), seconds("10.01"), 1),
        UNITS(card("units", Rate.perUnit(new BigDecimal("2.5"))), Output.units(3), 8),
        FLAT_BY_SECONDS(card("flat", Rate.flat(Credits.of(25))), seconds("99"), 25),
        FLAT_BY_UNITS(card("flat", Rate.flat(Credits.of(25))), Output.units(1), 25);

        private final RateCard rates;
        private final Output output;
        private final long credits;

        Card(RateCard rates, Output output, long credits) {
            this.rates = rates;
            this.output = output;
            this.credits = credits;
        }

        CreditPolicyBuilder in(CreditPolicyBuilder policy) {
            return policy.rateCards(RateCards.of(rates));
        }
    }

    private static RateCard card(String version, Rate rate) {
        return RateCard.of(version, Map.of(Tier.STANDARD, rate));
    }

    @BeforeEach
    void giveMuch() {
        grant(ALICE, 20_000_000_000L, "order-1");
    }

    @EachRow
    void a_task_costs_its_seconds(Price price) {
        ledger.tasks().start(StartTask.of(ALICE, TASK, price.tier));

        assertThat(complete(TASK, price.seconds))
                .isNew()
                .isPaid(price.credits)
                .task()
                .hasOutput(seconds(price.seconds));

        assertThat(find(TASK)).hasDeducted(price.credits).hasOutput(seconds(price.seconds));
        assertThat(ledger.balance(ALICE)).hasAvailable(20_000_000_000L - price.credits);
    }

    @EachRow
    void a_task_costs_what_its_rate_card_says(Card card) {
        ledger = nodeWith(card::in);
        start(TASK);

        assertThat(ledger.tasks().price(Tier.STANDARD, card.output)).isEqualTo(Credits.of(card.credits));
        assertThat(ledger.tasks().complete(TASK, card.output)).isNew().isPaid(card.credits);
        assertThat(find(TASK)).hasOutput(card.output).hasDeducted(card.credits);
    }

    @Test
    void a_duration_and_its_decimal_seconds_are_one() {
        start(TASK);

        assertThat(ledger.tasks().complete(TASK, Duration.ofMillis(5_010)))
                .isNew()
                .isPaid(51);
        assertThat(complete(TASK, "5.010")).isReplay().isPaid(51);
    }

    @Test
    void a_task_is_priced_by_the_card_that_was_in_force_when_it_started() {
        RateCards cards = RateCards.of(
                card("old", Rate.perSecond(10)), card("new", Rate.perSecond(20)).effectiveFrom(MARCH));
        ledger = nodeWith(policy -> policy.rateCards(cards));
        clock.set(MARCH.minusNanos(1_000));
        assertThat(start(TASK)).task().hasRateCard("old");
        clock.set(MARCH);
        assertThat(start(OTHER_TASK)).task().hasRateCard("new");

        assertThat(complete(TASK, "5")).isPaid(50);
        assertThat(complete(OTHER_TASK, "5")).isPaid(100);
    }

    @Test
    void settings_with_other_prices_do_not_reprice_a_task_that_was_started_before() {
        start(TASK);
        ledger = nodeWith(policy -> policy.rateCards(
                RateCards.of(RateCard.perSecond(BigDecimal.valueOf(99), BigDecimal.valueOf(99), RoundingMode.UP))));

        assertThat(complete(TASK, "5")).isPaid(50);
        assertThat(startAndComplete(OTHER_TASK, "5")).isPaid(495);
    }

    @Test
    void a_task_whose_rate_card_is_gone_is_not_completed() {
        ledger = nodeWith(Card.DEARER::in);
        start(TASK);
        ledger = anotherNode();

        assertRefused(
                () -> complete(TASK, "5"),
                PricingException.class,
                refusal -> assertThat(refusal.version()).isEqualTo("dearer"));

        ledger = nodeWith(Card.DEARER::in);
        assertThat(complete(TASK, "5")).isNew().isPaid(100);
    }

    @Test
    void output_that_the_rate_does_not_measure_is_refused() {
        start(TASK);

        assertRefused(
                () -> ledger.tasks().complete(TASK, Output.units(5)),
                PricingException.class,
                refusal -> assertThat(refusal).hasMessageContaining("5 units"));

        assertThat(complete(TASK, "5")).isNew().isPaid(50);
    }
}
