package io.creditledger.jdbc;

import static io.creditledger.jdbc.LedgerDatabase.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.ConsumptionOrder;
import io.creditledger.Credits;
import io.creditledger.Expiry;
import io.creditledger.Grant;
import io.creditledger.GrantId;
import io.creditledger.spi.Account;
import io.creditledger.spi.AccountChange;
import io.creditledger.spi.Demand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsCoverage;
import net.jqwik.api.statistics.StatisticsReport;
import org.jspecify.annotations.Nullable;

/** What is known of an account's first grants against all of its grants, whatever changes. */
class KnownGrantsPropertiesTest {
    private static final Instant SINCE = Instant.parse("2026-01-15T10:00:00Z");
    private static final Instant UNTIL = SINCE.plus(ReadSoFar.READ_AHEAD);

    /** More than can be known. */
    private static final int MOST_GRANTS = 18;

    private static final int HOURS = (int) ReadSoFar.READ_AHEAD.toHours();

    private static final List<String> SITUATIONS = List.of(
            "all: too little",
            "all: served by 0",
            "all: served by 1",
            "all: served by 3",
            "some: too little",
            "some: served by 0",
            "some: served by 1",
            "some: served by 3");

    private enum Kind {
        CHARGE,
        GRANT,
        REPAYMENT,
        CHANGE,
        EXPIRY
    }

    /** What a grant is made with; it becomes effective, and is of no use any more, so many hours after the first instant. */
    private record Terms(
            int priority,
            int amount,
            int effective,
            @Nullable Integer lasting) {
        Grant grant(long number) {
            Instant from = hoursLater(effective);
            Expiry expiry = lasting == null ? Expiry.never() : Expiry.at(from.plus(Duration.ofHours(lasting)));
            Credits credits = Credits.of(amount);
            return new Grant(
                    ALICE, new GrantId("g" + number), number, "gift", priority, credits, credits, from, expiry);
        }
    }

    private record Step(Kind kind, Terms terms, int which, int credits, int hours) {}

    /** All grants of an account, also those that are used up. */
    private static final class AllGrants {
        private final ConsumptionOrder order;
        private final SortedMap<Long, Grant> byNumber = new TreeMap<>();
        private Account row = Account.unopened(ALICE);

        AllGrants(ConsumptionOrder order, List<Terms> terms) {
            this.order = order;
            terms.forEach(each -> change(List.of(each.grant(byNumber.size() + 1)), List.of()));
        }

        AccountChange change(List<Grant> made, List<Grant> drawn) {
            made.forEach(grant -> byNumber.put(grant.number(), grant));
            drawn.forEach(grant -> byNumber.put(grant.number(), grant));
            row = new Account(
                    ALICE, row.balance(), row.held(), row.debt(), row.lastSeq() + 1, byNumber.size(), SINCE, SINCE);
            return new AccountChange(row, made, drawn, List.of(), List.of(), List.of());
        }

        /** Those that may be usable at some instant of the time for which something is known. */
        List<Grant> maybeUsable() {
            return inOrder().stream()
                    .filter(grant -> grant.isOpen() && !grant.expiry().hasPassedAt(SINCE))
                    .filter(grant -> !grant.isPendingAt(UNTIL))
                    .toList();
        }

        List<Grant> inOrder() {
            return byNumber.values().stream().sorted(order.comparator()).toList();
        }

        KnownGrants first(int most) {
            List<Grant> all = maybeUsable();
            List<Grant> some = all.subList(0, Math.min(most, all.size()));
            return new KnownGrants(row, order, SINCE, some, some.size() == all.size(), List.of(), 0);
        }
    }

    @Provide
    Arbitrary<Terms> terms() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(1, 20),
                        Arbitraries.integers().between(-HOURS, 2 * HOURS),
                        Arbitraries.integers().between(0, 3 * HOURS).injectNull(0.2))
                .as(Terms::new);
    }

    @Provide
    Arbitrary<List<Terms>> accounts() {
        return terms().list().ofMaxSize(MOST_GRANTS);
    }

    @Provide
    Arbitrary<List<Step>> changes() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        terms(),
                        Arbitraries.integers().between(0, 99),
                        Arbitraries.integers().between(0, 60),
                        Arbitraries.integers().between(0, HOURS))
                .as(Step::new)
                .list()
                .ofMaxSize(20);
    }

    @Property(tries = 1_000)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void what_is_known_stays_the_beginning_of_what_is_there_and_serves_no_other_grants(
            @ForAll ConsumptionOrder order,
            @ForAll("accounts") List<Terms> account,
            @ForAll @IntRange(max = MOST_GRANTS) int first,
            @ForAll("changes") List<Step> changes) {
        AllGrants all = new AllGrants(order, account);
        KnownGrants known = all.first(first);
        assertThatItIsTheBeginning(known, all);

        for (Step step : changes) {
            known = known.after(change(step, all));
            assertThatItIsTheBeginning(known, all);
            assertThatItServesTheFirstUsable(known, all, demand(step, order));
        }
        Statistics.coverage(KnownGrantsPropertiesTest::assertThatEverySituationOccurs);
    }

    private static void assertThatEverySituationOccurs(StatisticsCoverage coverage) {
        for (String situation : SITUATIONS) {
            coverage.check(situation).count(count -> count > 0);
        }
    }

    private static void assertThatItIsTheBeginning(KnownGrants known, AllGrants all) {
        Comparator<Grant> order = all.order.comparator();
        List<Grant> unknown = new ArrayList<>(all.maybeUsable());
        unknown.removeAll(known.grants());

        assertThat(all.byNumber.values()).containsAll(known.grants());
        assertThat(known.grants())
                .allMatch(Grant::isOpen)
                .isSortedAccordingTo(order)
                .hasSizeLessThanOrEqualTo(KnownGrants.MOST);
        assertThat(known.account()).isEqualTo(all.row);
        if (known.isAll()) {
            assertThat(unknown).isEmpty();
        } else if (!known.grants().isEmpty()) {
            Grant last = known.grants().get(known.grants().size() - 1);
            assertThat(unknown).allMatch(grant -> order.compare(last, grant) < 0);
        }
    }

    private static void assertThatItServesTheFirstUsable(KnownGrants known, AllGrants all, Demand demand) {
        String which = known.isAll() ? "all" : "some";
        if (known.serve(demand)) {
            List<Grant> first = firstUsable(known.grants(), demand);
            assertThat(first).isEqualTo(firstUsable(all.inOrder(), demand));
            assertThat(sum(first)).isGreaterThanOrEqualTo(demand.needed().value());
            Statistics.collect(which + ": served by " + first.size());
        } else {
            assertThat(sum(firstUsable(known.grants(), demand)))
                    .isLessThan(demand.needed().value());
            Statistics.collect(which + ": too little");
        }
    }

    private static Demand demand(Step step, ConsumptionOrder order) {
        return new Demand(ALICE, Set.of(), Set.of(), hoursLater(step.hours), order, Credits.of(step.credits), 0);
    }

    private static AccountChange change(Step step, AllGrants all) {
        return switch (step.kind) {
            case CHARGE -> all.change(List.of(), charged(step, all));
            case GRANT -> all.change(List.of(made(step, all)), List.of());
            case REPAYMENT -> all.change(List.of(repaying(step, all)), List.of());
            case CHANGE -> all.change(List.of(), changed(step, all));
            case EXPIRY -> all.change(List.of(), expired(step, all));
        };
    }

    /** Takes from the first usable grants, or all that there is. */
    private static List<Grant> charged(Step step, AllGrants all) {
        Demand demand = demand(step, all.order);
        List<Grant> drawn = new ArrayList<>();
        long missing = step.credits;
        for (Grant grant : firstUsable(all.inOrder(), demand)) {
            long taken = Math.min(missing, grant.remaining().value());
            drawn.add(grant.minus(Credits.of(taken)));
            missing -= taken;
        }
        return drawn;
    }

    private static Grant made(Step step, AllGrants all) {
        return step.terms.grant(all.byNumber.size() + 1);
    }

    /** A grant of which nothing or little remains once a debt is repaid. */
    private static Grant repaying(Step step, AllGrants all) {
        Grant made = made(step, all);
        return made.minus(Credits.of(Math.min(step.credits, made.amount().value())));
    }

    /** Any grant has less or more than before, such as one whose charge is refunded. */
    private static List<Grant> changed(Step step, AllGrants all) {
        return all.byNumber.values().stream()
                .skip(all.byNumber.isEmpty() ? 0 : step.which % all.byNumber.size())
                .limit(1)
                .map(grant ->
                        withRemaining(grant, step.credits % (grant.amount().value() + 1)))
                .toList();
    }

    private static Grant withRemaining(Grant grant, long remaining) {
        return new Grant(
                ALICE,
                grant.id(),
                grant.number(),
                grant.source(),
                grant.priority(),
                grant.amount(),
                Credits.of(remaining),
                grant.effective(),
                grant.expiry());
    }

    /** Some of the due grants, soonest expiry first, as a sweep closes them. */
    private static List<Grant> expired(Step step, AllGrants all) {
        return all.byNumber.values().stream()
                .filter(grant -> grant.isDueAt(hoursLater(step.hours)))
                .sorted(Comparator.comparing(Grant::expiry))
                .limit(1 + step.which % 4)
                .map(grant -> grant.minus(grant.remaining()))
                .toList();
    }

    /** The usable grants, until they hold what is needed. */
    private static List<Grant> firstUsable(List<Grant> grants, Demand demand) {
        List<Grant> first = new ArrayList<>();
        for (Grant grant : grants) {
            if (grant.isUsableAt(demand.at()) && sum(first) < demand.needed().value()) {
                first.add(grant);
            }
        }
        return first;
    }

    private static long sum(List<Grant> grants) {
        return grants.stream().mapToLong(grant -> grant.remaining().value()).sum();
    }

    private static Instant hoursLater(int hours) {
        return SINCE.plus(Duration.ofHours(hours));
    }
}
