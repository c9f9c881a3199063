package io.creditledger.testkit.contract.model;

import io.creditledger.Shortfall;
import io.creditledger.Tier;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Which sequences of sales are played: all kinds of steps on a handful of tasks. */
final class SellingScenarios implements ArbitrarySupplier<SellingScenario> {
    private static final int MAX_STEPS = 30;
    private static final int TASKS = 4;

    @Override
    public Arbitrary<SellingScenario> get() {
        Arbitrary<List<SellingStep>> steps =
                step().list().ofMinSize(1).ofMaxSize(MAX_STEPS).withSizeDistribution(RandomDistribution.uniform());
        Arbitrary<ModelPrices> prices = Combinators.combine(
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.integers().between(0, 5))
                .as(ModelPrices::new);
        return Combinators.combine(prices, Arbitraries.of(Shortfall.class), steps)
                .as(SellingScenario::new)
                .withoutEdgeCases();
    }

    private static Arbitrary<SellingStep> step() {
        return Arbitraries.frequencyOf(
                Tuple.of(6, starts()),
                Tuple.of(8, Combinators.combine(numbers(), outputs()).as(SellingStep.Complete::new)),
                Tuple.of(
                        1,
                        Combinators.combine(numbers(), Arbitraries.of(true, false))
                                .as(SellingStep.End::new)),
                Tuple.of(2, numbers().map(SellingStep.Settle::new)),
                Tuple.of(1, Arbitraries.just(new SellingStep.SettleAll())),
                Tuple.of(4, Arbitraries.longs().between(1, 90).map(SellingStep.Grant::new)),
                Tuple.of(1, Arbitraries.of(1, 2).map(SellingStep.ShareVideo::new)),
                Tuple.of(1, Arbitraries.of(1, 2).map(SellingStep.Invite::new)),
                Tuple.of(1, Arbitraries.just(new SellingStep.SignIn())),
                Tuple.of(2, Arbitraries.of(Shortfall.class).map(SellingStep.Rule::new)),
                Tuple.of(2, waits().map(SellingStep.Wait::new)));
    }

    private static Arbitrary<SellingStep> starts() {
        Arbitrary<Tier> tiers = Arbitraries.of(Tier.STANDARD, Tier.PRO);
        Arbitrary<Integer> estimates = Arbitraries.frequency(Tuple.of(3, 0), Tuple.of(1, 40));
        Arbitrary<Boolean> prepaid = Arbitraries.frequency(Tuple.of(9, false), Tuple.of(1, true));
        return Combinators.combine(numbers(), tiers, estimates, prepaid).as(SellingStep.Start::new);
    }

    private static Arbitrary<Integer> numbers() {
        return Arbitraries.integers().between(1, TASKS);
    }

    /** Some come again and again, so that deliveries are repeated; others may be any. */
    private static Arbitrary<Duration> outputs() {
        Arbitrary<Duration> any = Arbitraries.longs().between(0, 9_999_999_999L).map(Duration::ofNanos);
        Arbitrary<Duration> usual = Arbitraries.of(
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofMillis(5_010),
                Duration.ofMillis(300),
                Duration.ZERO);
        return Arbitraries.frequencyOf(Tuple.of(3, usual), Tuple.of(1, any));
    }

    private static Arbitrary<Duration> waits() {
        return Arbitraries.of(
                Duration.ofNanos(1_000),
                Duration.ofMinutes(5),
                Duration.ofHours(6),
                Duration.ofHours(24),
                Duration.ofDays(3));
    }
}
