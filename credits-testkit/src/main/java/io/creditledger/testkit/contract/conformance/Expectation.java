package io.creditledger.testkit.contract.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.Allocation;
import io.creditledger.Credits;
import java.time.Instant;
import java.util.Map;

/** One thing that a case expects to see, by the case's own names of grants and charges. */
sealed interface Expectation {
    void check(CaseRun run);

    /** Checks how it was at an instant in the past; most things cannot be seen there. */
    default void checkAsOf(Instant at, CaseRun run) {
        throw new MalformedCaseException(
                this + " cannot be expected as of " + at + ", when the clock shows " + run.now());
    }

    /** What is available. */
    record Available(Credits credits) implements Expectation {
        @Override
        public void check(CaseRun run) {
            assertThat(run.balance().available())
                    .as("available at %s", run.now())
                    .isEqualTo(credits);
        }

        @Override
        public void checkAsOf(Instant at, CaseRun run) {
            assertThat(run.balanceAsOf(at).available())
                    .as("available as of %s", at)
                    .isEqualTo(credits);
        }
    }

    /** What a charge could take from each of these grants. */
    record Spendable(Map<String, Credits> byGrant) implements Expectation {
        @Override
        public void check(CaseRun run) {
            byGrant.forEach((grant, credits) -> assertThat(run.spendable(grant))
                    .as("left of %s at %s", grant, run.now())
                    .isEqualTo(credits));
        }
    }

    /** Whether each of these grants has begun and not ended. */
    record Active(Map<String, Boolean> byGrant) implements Expectation {
        @Override
        public void check(CaseRun run) {
            byGrant.forEach((grant, active) -> assertThat(run.isActive(grant))
                    .as("%s is active at %s", grant, run.now())
                    .isEqualTo(active));
        }
    }

    /** Which grants paid how much of each of these charges. */
    record Drawn(Map<String, Map<String, Credits>> byCharge) implements Expectation {
        @Override
        public void check(CaseRun run) {
            byCharge.forEach((charge, byGrant) ->
                    assertThat(run.drawn(charge)).as("drawn by %s", charge).isEqualTo(byGrant));
        }
    }

    /** How much all grants together paid of each of these charges. */
    record DrawnTotal(Map<String, Credits> byCharge) implements Expectation {
        @Override
        public void check(CaseRun run) {
            byCharge.forEach((charge, credits) -> assertThat(
                            Allocation.sum(run.charge(charge).allocations()))
                    .as("total drawn by %s", charge)
                    .isEqualTo(credits));
        }
    }

    /** How many grants paid each of these charges. */
    record DrawnCount(Map<String, Integer> byCharge) implements Expectation {
        @Override
        public void check(CaseRun run) {
            byCharge.forEach((charge, count) -> assertThat(
                            run.charge(charge).allocations().size())
                    .as("number of grants drawn by %s", charge)
                    .isEqualTo(count));
        }
    }

    /** What has expired of each of these grants. */
    record Expired(Map<String, Credits> byGrant) implements Expectation {
        @Override
        public void check(CaseRun run) {
            Map<String, Credits> expired = run.expired();
            byGrant.forEach((grant, credits) -> assertThat(expired.getOrDefault(run.existing(grant), Credits.ZERO))
                    .as("expired of %s by %s", grant, run.now())
                    .isEqualTo(credits));
        }
    }

    /** What has expired of all grants. */
    record ExpiredTotal(Credits credits) implements Expectation {
        @Override
        public void check(CaseRun run) {
            assertThat(run.expired().values().stream().reduce(Credits.ZERO, Credits::plus))
                    .as("expired in all by %s", run.now())
                    .isEqualTo(credits);
        }
    }
}
