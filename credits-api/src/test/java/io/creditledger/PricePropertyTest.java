package io.creditledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Prices against fractions of whole numbers, whose rounding is written out here and knows nothing of decimals. */
class PricePropertyTest {
    private static final int CASES = 5_000;
    private static final BigInteger BILLION = BigInteger.TEN.pow(9);
    private static final List<Rate.Basis> BASES = List.of(Rate.Basis.values());
    private static final List<Long> EDGES = List.of(
            0L,
            1L,
            500_000_000L,
            999_999_999L,
            1_000_000_000L,
            1_000_000_001L,
            5_010_000_000L,
            999_999_999_999_999_999L,
            1_000_000_000_000_000_000L);

    /**
     * One case in billionths, so that every number is whole.
     *
     * @param rate credits for each second or unit, or for the task
     * @param basis what they are charged for
     * @param output how much was produced
     * @param free how much of it is free
     */
    private record Sale(long rate, Rate.Basis basis, long output, long free, Credits minimum, RoundingMode rounding) {
        static Sale random(Random random, RoundingMode rounding) {
            Rate.Basis basis = BASES.get(random.nextInt(BASES.size()));
            long rate = basis == Rate.Basis.TASK ? random.nextInt(1_000_000) * 1_000_000_000L : billionths(random);
            Credits minimum = random.nextBoolean() ? Credits.ZERO : Credits.of(random.nextInt(200));
            long free = random.nextBoolean() ? 0 : billionths(random);
            return new Sale(rate, basis, billionths(random), free, minimum, rounding);
        }

        Credits price(RateCard card, Tier tier) {
            Output.Measure measure = basis == Rate.Basis.UNIT ? Output.Measure.UNIT : Output.Measure.SECOND;
            return card.price(tier, new Output(decimal(output), measure));
        }

        RateCard card(Tier tier) {
            Map<Tier, Rate> rates = new HashMap<>(Map.of(Tier.of("other"), Rate.perSecond(1)));
            rates.put(tier, new Rate(decimal(rate), basis));
            return RateCard.of("v", rates)
                    .withMinimumCharge(minimum)
                    .withFreeAllowance(decimal(free))
                    .withRounding(rounding);
        }

        BigInteger expected() {
            if (basis == Rate.Basis.TASK) {
                return atLeastTheMinimum(rounded(BigInteger.valueOf(rate), BILLION));
            }
            if (output <= free) {
                return BigInteger.ZERO;
            }
            BigInteger numerator = BigInteger.valueOf(rate).multiply(BigInteger.valueOf(output - free));
            return atLeastTheMinimum(rounded(numerator, BILLION.multiply(BILLION)));
        }

        private BigInteger atLeastTheMinimum(BigInteger price) {
            return price.max(BigInteger.valueOf(minimum.value()));
        }

        private BigInteger rounded(BigInteger numerator, BigInteger denominator) {
            BigInteger below = numerator.divide(denominator);
            BigInteger rest = numerator.mod(denominator);
            int half = rest.shiftLeft(1).compareTo(denominator);
            boolean up = switch (rounding) {
                case UP, CEILING -> rest.signum() > 0;
                case DOWN, FLOOR, UNNECESSARY -> false;
                case HALF_UP -> half >= 0;
                case HALF_DOWN -> half > 0;
                case HALF_EVEN -> half > 0 || (half == 0 && below.testBit(0));
            };
            return up ? below.add(BigInteger.ONE) : below;
        }

        private static BigDecimal decimal(long billionths) {
            return BigDecimal.valueOf(billionths, 9);
        }

        private static long billionths(Random random) {
            return switch (random.nextInt(5)) {
                case 0 -> EDGES.get(random.nextInt(EDGES.size()));
                case 1 -> random.nextInt(100) * 100_000_000L;
                case 2 -> random.nextInt(100) * 250_000_000L;
                case 3 -> random.nextLong(100_000_000_000L);
                default -> random.nextLong(1_000_000_000_000_000_000L);
            };
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNNECESSARY")
    void the_price_is_the_exact_fraction_rounded_once(RoundingMode rounding) {
        Random random = new Random(rounding.name().hashCode());
        for (int i = 0; i < CASES; i++) {
            Sale sale = Sale.random(random, rounding);
            Tier tier = Tier.of("tier-" + random.nextInt(100));

            assertThat(sale.price(sale.card(tier), tier).value())
                    .as("%s", sale)
                    .isEqualTo(sale.expected().longValueExact());
        }
    }

    @Test
    void the_fractions_know_the_prices_that_are_agreed() {
        assertThat(agreed(10_000_000_000L, 5_010_000_000L)).isEqualTo(51);
        assertThat(agreed(14_000_000_000L, 5_010_000_000L)).isEqualTo(71);
        assertThat(agreed(10_000_000_000L, 300_000_000L)).isEqualTo(3);
        assertThat(agreed(14_000_000_000L, 300_000_000L)).isEqualTo(5);
    }

    private static long agreed(long rate, long output) {
        return new Sale(rate, Rate.Basis.SECOND, output, 0, Credits.ZERO, RoundingMode.UP)
                .expected()
                .longValueExact();
    }

    @Test
    void the_cases_reach_every_kind_of_price() {
        Random random = new Random(1);
        List<Sale> sales = random.ints(CASES)
                .mapToObj(seed -> Sale.random(new Random(seed), RoundingMode.HALF_EVEN))
                .toList();

        assertThat(sales).anyMatch(sale -> sale.output() > 0 && sale.output() <= sale.free());
        assertThat(sales)
                .anyMatch(sale -> sale.expected().signum() > 0
                        && sale.expected().longValueExact() == sale.minimum().value());
        assertThat(sales).anyMatch(sale -> sale.expected().bitLength() > 50);
        assertThat(sales).extracting(Sale::basis).contains(Rate.Basis.values());
    }
}
