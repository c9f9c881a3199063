package io.creditledger;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of rate cards that tell their rates, such as {@code standard=10,pro=14,UP}. A card of such a name can be had back
 * from the name alone; so no other card may bear it.
 */
final class TellingVersion {
    /** Numbers as {@link ExactNumber} takes them, and in its one form, so that no two names tell the same. */
    private static final String RATE = "(1000000000|(?:0|[1-9][0-9]{0,8})(?:\\.[0-9]{0,8}[1-9])?)";

    private static final Pattern FORM = Pattern.compile(
            "standard=" + RATE + ",pro=" + RATE + ",(UP|DOWN|CEILING|FLOOR|HALF_UP|HALF_DOWN|HALF_EVEN)");

    private TellingVersion() {}

    static RateCard card(BigDecimal standard, BigDecimal pro, RoundingMode rounding) {
        String version = "standard=" + told(standard) + ",pro=" + told(pro) + "," + RateCard.requireRounding(rounding);
        return card(version, rates(standard, pro), rounding);
    }

    /** Returns the card that a name tells; empty if it does not tell any. */
    static Optional<RateCard> card(String version) {
        Matcher told = FORM.matcher(version);
        return told.matches() ? Optional.of(card(version, rates(told), rounding(told))) : Optional.empty();
    }

    /** Refuses a name that tells other prices than the card's. */
    static void requireTrue(
            String version,
            Map<Tier, Rate> rates,
            Credits minimumCharge,
            BigDecimal freeAllowance,
            RoundingMode rounding) {
        Matcher told = FORM.matcher(version);
        if (told.matches()
                && !(rates.equals(rates(told))
                        && minimumCharge.isZero()
                        && freeAllowance.signum() == 0
                        && rounding == rounding(told))) {
            throw new IllegalArgumentException("a rate card with other prices than '" + version
                    + "' tells needs another version; name it first, with withVersion");
        }
    }

    private static RateCard card(String version, Map<Tier, Rate> rates, RoundingMode rounding) {
        return new RateCard(version, LedgerTime.MIN, rates, Credits.ZERO, BigDecimal.ZERO, rounding);
    }

    private static Map<Tier, Rate> rates(Matcher told) {
        return rates(new BigDecimal(told.group(1)), new BigDecimal(told.group(2)));
    }

    private static Map<Tier, Rate> rates(BigDecimal standard, BigDecimal pro) {
        return Map.of(Tier.STANDARD, Rate.perSecond(standard), Tier.PRO, Rate.perSecond(pro));
    }

    private static RoundingMode rounding(Matcher told) {
        return RoundingMode.valueOf(told.group(3));
    }

    private static String told(BigDecimal rate) {
        return Rate.perSecond(rate).credits().toPlainString();
    }
}
