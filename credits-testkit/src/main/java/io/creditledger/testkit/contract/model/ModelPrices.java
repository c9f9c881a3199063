package io.creditledger.testkit.contract.model;

import io.creditledger.Rate;
import io.creditledger.RateCard;
import io.creditledger.RateCards;
import io.creditledger.Tier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** What a second costs on the standard tier; on the pro tier it costs a half more, and some day everything costs more. */
record ModelPrices(int standard, int increase) {
    static final Instant DAY_OF_INCREASE = Instant.parse("2026-01-20T00:00:00Z");
    private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(1_000_000_000);

    RateCards cards() {
        return RateCards.of(
                card("old", standard), card("new", standard + increase).effectiveFrom(DAY_OF_INCREASE));
    }

    String versionAt(Instant at) {
        return at.isBefore(DAY_OF_INCREASE) ? "old" : "new";
    }

    /** The price as a fraction of whole numbers, rounded up. */
    long price(String version, Tier tier, Duration output) {
        int second = version.equals("old") ? standard : standard + increase;
        int halves = tier.equals(Tier.PRO) ? 3 * second : 2 * second;
        BigInteger nanos = BigInteger.valueOf(output.toNanos());
        BigInteger[] price =
                nanos.multiply(BigInteger.valueOf(halves)).divideAndRemainder(NANOS_PER_SECOND.shiftLeft(1));
        return price[0].longValueExact() + price[1].signum();
    }

    private static RateCard card(String version, int second) {
        Rate pro = Rate.perSecond(BigDecimal.valueOf(second * 15L, 1));
        return RateCard.of(version, Map.of(Tier.STANDARD, Rate.perSecond(second), Tier.PRO, pro));
    }
}
