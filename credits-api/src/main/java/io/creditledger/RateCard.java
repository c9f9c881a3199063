package io.creditledger;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A version of a price list: what a task of each tier costs.
 *
 * <p>The price is the rate times the billable output, computed exactly and rounded once, in total. Billable is what goes
 * beyond the free allowance; where anything is billable, the price is at least the minimum charge.
 *
 * <pre>{@code
 * RateCard card = RateCard.of("2026-03", Map.of(Tier.STANDARD, Rate.perSecond(10), Tier.PRO, Rate.perSecond(14)));
 * card.price(Tier.PRO, Duration.ofMillis(5_010));   // 71 credits
 * }</pre>
 *
 * @param version names this version, once and for all; 1 to {@value #MAX_VERSION_LENGTH} UTF-16 code units
 * @param effectiveFrom from when on tasks that start are priced by it
 * @param rates the rate of each tier; at least one
 * @param minimumCharge the least price of a task with billable output
 * @param freeAllowance how many seconds or units of each task are free; from 0 to 1,000,000,000, with at most 9 decimal
 *     places. A flat rate knows no allowance
 * @param rounding how a price that is not whole is rounded
 */
public record RateCard(
        String version,
        Instant effectiveFrom,
        Map<Tier, Rate> rates,
        Credits minimumCharge,
        BigDecimal freeAllowance,
        RoundingMode rounding) {
    /** The greatest length of a version's name, in UTF-16 code units. */
    public static final int MAX_VERSION_LENGTH = 64;

    static final BigDecimal DEFAULT_STANDARD = BigDecimal.TEN;
    static final BigDecimal DEFAULT_PRO = BigDecimal.valueOf(14);

    /**
     * Checks the card.
     *
     * @throws IllegalArgumentException if the version or the instant is not storable, there is no rate, the allowance is out
     *     of range, the rounding mode does not round, or the version tells other prices, as one of {@link #perSecond} does
     */
    public RateCard {
        Text.requireId("rate card version", version, MAX_VERSION_LENGTH);
        LedgerTime.requireStorable("effectiveFrom", effectiveFrom);
        Objects.requireNonNull(minimumCharge, "minimumCharge");
        Objects.requireNonNull(freeAllowance, "freeAllowance");
        if (rates.isEmpty()) {
            throw new IllegalArgumentException("a rate card needs the rate of at least one tier, but has none");
        }
        rates.forEach((tier, rate) -> Objects.requireNonNull(rate, () -> "the rate of tier '" + tier + "'"));
        rates = Collections.unmodifiableMap(new TreeMap<>(rates));
        freeAllowance = ExactNumber.require("a free allowance", freeAllowance, "seconds or units");
        requireRounding(rounding);
        TellingVersion.requireTrue(version, rates, minimumCharge, freeAllowance, rounding);
    }

    /**
     * Returns a card that is in force from the beginning, has no minimum charge and no free allowance, and rounds up.
     *
     * @param version names this version, once and for all
     * @param rates the rate of each tier; at least one
     * @return the card
     * @throws IllegalArgumentException if the version is not storable or there is no rate
     */
    public static RateCard of(String version, Map<Tier, Rate> rates) {
        return new RateCard(version, LedgerTime.MIN, rates, Credits.ZERO, BigDecimal.ZERO, RoundingMode.UP);
    }

    /**
     * Returns a card for output by the second on the standard and the pro tier, in force from the beginning. Its version
     * tells its rates, such as {@code standard=10,pro=14,UP}: so tasks that started under it can still be priced after a
     * policy has other rates. A card that is to differ in more needs another version first.
     *
     * <pre>{@code
     * RateCard.perSecond(new BigDecimal("10"), new BigDecimal("14"), RoundingMode.UP)
     *         .withVersion("2026-03")
     *         .withMinimumCharge(Credits.of(20));
     * }</pre>
     *
     * @param standard credits for each second on the standard tier, with at most 9 decimal places
     * @param pro credits for each second on the pro tier, with at most 9 decimal places
     * @param rounding how a price that is not whole is rounded
     * @return the card
     * @throws IllegalArgumentException if a rate is out of range, or the rounding mode does not round
     */
    public static RateCard perSecond(BigDecimal standard, BigDecimal pro, RoundingMode rounding) {
        return TellingVersion.card(standard, pro, rounding);
    }

    static RoundingMode requireRounding(RoundingMode mode) {
        if (Objects.requireNonNull(mode, "rounding") == RoundingMode.UNNECESSARY) {
            throw new IllegalArgumentException("a rate card must round, but UNNECESSARY refuses to");
        }
        return mode;
    }

    /**
     * Returns this card under another version.
     *
     * @param name names the new version, once and for all
     * @return the new card
     * @throws IllegalArgumentException if the name is not storable, or tells other prices
     */
    public RateCard withVersion(String name) {
        return new RateCard(name, effectiveFrom, rates, minimumCharge, freeAllowance, rounding);
    }

    /**
     * Returns this card for tasks that start at an instant or later.
     *
     * @param instant the first instant
     * @return the new card
     * @throws IllegalArgumentException if the instant is not storable
     */
    public RateCard effectiveFrom(Instant instant) {
        return new RateCard(version, instant, rates, minimumCharge, freeAllowance, rounding);
    }

    /**
     * Returns this card with a least price for tasks with billable output.
     *
     * @param credits the least price
     * @return the new card
     */
    public RateCard withMinimumCharge(Credits credits) {
        return new RateCard(version, effectiveFrom, rates, credits, freeAllowance, rounding);
    }

    /**
     * Returns this card with some output of each task free.
     *
     * @param quantity how many seconds or units; from 0, with at most 9 decimal places
     * @return the new card
     * @throws IllegalArgumentException if the quantity is negative, absurdly large, or too fine
     */
    public RateCard withFreeAllowance(BigDecimal quantity) {
        return new RateCard(version, effectiveFrom, rates, minimumCharge, quantity, rounding);
    }

    /**
     * Returns this card with another rounding.
     *
     * @param mode how a price that is not whole is rounded
     * @return the new card
     * @throws IllegalArgumentException if the mode does not round
     */
    public RateCard withRounding(RoundingMode mode) {
        return new RateCard(version, effectiveFrom, rates, minimumCharge, freeAllowance, mode);
    }

    /**
     * Returns what a task costs that has produced so many seconds.
     *
     * @param tier the task's tier
     * @param duration how long its output is, not negative
     * @return the price
     * @throws PricingException if the card has no rate by the second for the tier
     * @throws IllegalArgumentException if the duration is negative or absurdly long
     */
    public Credits price(Tier tier, Duration duration) {
        return price(tier, Output.of(duration));
    }

    /**
     * Returns what a task costs.
     *
     * @param tier the task's tier
     * @param output what it has produced
     * @return the price
     * @throws PricingException if the card has no rate for the tier, or one for another measure than the output's
     */
    public Credits price(Tier tier, Output output) {
        Objects.requireNonNull(output, "output");
        Rate rate = rate(tier);
        if (!rate.measures(output.measure())) {
            throw PricingException.wrongMeasure(this, tier, rate, output);
        }
        return rate.basis() == Rate.Basis.TASK ? rounded(rate, BigDecimal.ONE) : metered(rate, output.quantity());
    }

    /**
     * Returns what a tier's tasks cost.
     *
     * @param tier the tier
     * @return its rate
     * @throws PricingException if the card has no rate for the tier
     */
    public Rate rate(Tier tier) {
        Rate rate = rates.get(Objects.requireNonNull(tier, "tier"));
        if (rate == null) {
            throw PricingException.unknownTier(this, tier);
        }
        return rate;
    }

    private Credits metered(Rate rate, BigDecimal quantity) {
        BigDecimal billable = quantity.subtract(freeAllowance);
        return billable.signum() > 0 ? rounded(rate, billable) : Credits.ZERO;
    }

    private Credits rounded(Rate rate, BigDecimal billable) {
        Credits price = Credits.of(rate.times(billable).setScale(0, rounding).longValueExact());
        return price.isMoreThan(minimumCharge) ? price : minimumCharge;
    }
}
