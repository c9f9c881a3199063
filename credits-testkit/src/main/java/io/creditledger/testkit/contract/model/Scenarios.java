package io.creditledger.testkit.contract.model;

import io.creditledger.AccountId;
import io.creditledger.ConsumptionOrder;
import io.creditledger.CreditPolicy;
import io.creditledger.Credits;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Which sequences are played: all kinds of steps, mostly on one account, mostly where something changes. */
final class Scenarios implements ArbitrarySupplier<Scenario> {
    static final AccountId ALICE = AccountId.of("alice");
    static final List<AccountId> ACCOUNTS = List.of(ALICE, AccountId.of("Alice"), AccountId.of("alice "));

    private static final int MAX_STEPS = 20;
    private static final List<String> ZONES = List.of(
            "UTC",
            "Europe/Berlin",
            "America/New_York",
            "America/Sao_Paulo",
            "Australia/Lord_Howe",
            "Pacific/Apia",
            "Asia/Kathmandu");

    @Override
    public Arbitrary<Scenario> get() {
        Arbitrary<List<Step>> steps =
                step().list().ofMinSize(1).ofMaxSize(MAX_STEPS).withSizeDistribution(RandomDistribution.uniform());
        return Combinators.combine(policies(), starts(), steps)
                .as(Scenario::new)
                .withoutEdgeCases();
    }

    private static Arbitrary<CreditPolicy> policies() {
        return Combinators.combine(
                        Arbitraries.of(0L, 10L, 100L),
                        Arbitraries.integers().between(1, 13),
                        Arbitraries.of(ZONES),
                        Arbitraries.of(ConsumptionOrder.class))
                .as((signUp, months, zone, order) -> CreditPolicy.builder()
                        .signUpCredits(Credits.of(signUp))
                        .expiryMonths(months)
                        .zone(ZoneId.of(zone))
                        .consumptionOrder(order)
                        .build());
    }

    /** Month ends, leap days and the edges of daylight saving time come more often than by chance. */
    private static Arbitrary<Instant> starts() {
        Arbitrary<Instant> edges = Arbitraries.of(
                        "2024-01-31T10:00:00Z",
                        "2023-08-31T23:59:59.999999Z",
                        "2024-02-29T00:00:00Z",
                        "2024-03-31T00:59:59.999999Z",
                        "2024-09-30T00:30:00Z",
                        "2024-02-10T07:30:00Z")
                .map(Instant::parse);
        Arbitrary<Instant> any = Arbitraries.longs()
                .between(0, Duration.ofDays(366 * 4).toSeconds())
                .map(Instant.parse("2022-01-01T00:00:00.000001Z")::plusSeconds);
        return Arbitraries.frequencyOf(Tuple.of(1, edges), Tuple.of(1, any));
    }

    private static Arbitrary<Step> step() {
        Arbitrary<Integer> howLongAgo = Arbitraries.integers().between(0, 5);
        return Arbitraries.frequencyOf(
                Tuple.of(2, accounts().map(Step.Open::new)),
                Tuple.of(8, grants()),
                Tuple.of(5, Combinators.combine(accounts(), charged(), rarely()).as(Step.Charge::new)),
                Tuple.of(
                        2,
                        Combinators.combine(accounts(), Arbitraries.of(0, -1, 1))
                                .as(Step.ChargeAll::new)),
                Tuple.of(1, Combinators.combine(accounts(), charged()).as(Step.Quote::new)),
                Tuple.of(2, Arbitraries.of(1, 2, 100).map(Step.Sweep::new)),
                Tuple.of(2, howLongAgo.map(Step.Repeat::new)),
                Tuple.of(
                        1,
                        Combinators.combine(howLongAgo, Arbitraries.of(Change.class))
                                .as(Step.Contradict::new)),
                Tuple.of(1, Combinators.combine(howLongAgo, accounts()).as(Step.Redirect::new)),
                Tuple.of(2, moves().map(Step.Move::new)),
                Tuple.of(
                        4,
                        Combinators.combine(Arbitraries.integers().between(0, 9), Arbitraries.of(0, -1, 1))
                                .as(Step.MoveToBoundary::new)));
    }

    private static Arbitrary<Step> grants() {
        Arbitrary<When> effective = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(new When.Unsaid())),
                Tuple.of(1, moments().map(When.After::new)));
        Arbitrary<When> expiry = Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(new When.Unsaid())),
                Tuple.of(1, Arbitraries.just(new When.Never())),
                Tuple.of(3, moments().map(When.After::new)));
        return Combinators.combine(accounts(), granted(), Arbitraries.of(0, -1, 1), effective, expiry, rarely())
                .as(Step.Grant::new);
    }

    private static Arbitrary<AccountId> accounts() {
        return Arbitraries.frequency(
                Tuple.of(6, ACCOUNTS.get(0)), Tuple.of(2, ACCOUNTS.get(1)), Tuple.of(1, ACCOUNTS.get(2)));
    }

    private static Arbitrary<Long> granted() {
        return Arbitraries.frequencyOf(
                Tuple.of(20, Arbitraries.longs().between(1, 60)),
                Tuple.of(1, Arbitraries.of(Long.MAX_VALUE - 60, Long.MAX_VALUE)));
    }

    private static Arbitrary<Long> charged() {
        return Arbitraries.frequencyOf(
                Tuple.of(20, Arbitraries.longs().between(0, 80)), Tuple.of(1, Arbitraries.just(Long.MAX_VALUE)));
    }

    private static Arbitrary<Boolean> rarely() {
        return Arbitraries.frequency(Tuple.of(4, false), Tuple.of(1, true));
    }

    /** Few different ones, so that they meet: instants at which several things happen are the interesting ones. */
    private static Arbitrary<Duration> moments() {
        return Arbitraries.of(
                Duration.ofDays(1),
                Duration.ZERO,
                Duration.of(1, ChronoUnit.MICROS),
                Duration.of(-1, ChronoUnit.MICROS),
                Duration.ofHours(-1),
                Duration.ofHours(25),
                Duration.ofDays(-40),
                Duration.ofDays(31),
                Duration.ofDays(400));
    }

    private static Arbitrary<Duration> moves() {
        return Arbitraries.of(
                Duration.ofHours(1),
                Duration.of(1, ChronoUnit.MICROS),
                Duration.ofNanos(1),
                Duration.ofNanos(999),
                Duration.ofDays(1),
                Duration.ofDays(35),
                Duration.ofHours(-1),
                Duration.ofDays(-30));
    }
}
