package io.creditledger;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A rate card cannot tell what a task costs. */
public final class PricingException extends CreditLedgerException {
    private static final long serialVersionUID = 1L;

    private final String version;
    private final @Nullable Tier tier;

    private PricingException(String version, @Nullable Tier tier, String message) {
        super(message);
        this.version = version;
        this.tier = tier;
    }

    static PricingException unknownTier(RateCard card, Tier tier) {
        return new PricingException(
                card.version(),
                tier,
                "rate card '" + card.version() + "' has no rate for tier '" + tier + "', but for "
                        + card.rates().keySet());
    }

    static PricingException wrongMeasure(RateCard card, Tier tier, Rate rate, Output output) {
        return new PricingException(
                card.version(),
                tier,
                "rate card '" + card.version() + "' prices tier '" + tier + "' by the "
                        + rate.basis().name().toLowerCase(Locale.ROOT) + ", but the output is " + output);
    }

    static PricingException unknownVersion(RateCards cards, String version) {
        return new PricingException(
                version,
                null,
                "there is no rate card '" + version
                        + "'; keep every version by which a task may still be priced. There are "
                        + cards.versions().stream().map(RateCard::version).toList());
    }

    /**
     * Returns the version of the rate card that was asked for.
     *
     * @return the version
     */
    public String version() {
        return version;
    }

    /**
     * Returns the tier that was to be priced.
     *
     * @return the tier; empty if the version itself is not known
     */
    public Optional<Tier> tier() {
        return Optional.ofNullable(tier);
    }
}
