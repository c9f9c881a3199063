package io.creditledger.jdbc.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.AccountId;
import io.creditledger.CreditPolicy;
import io.creditledger.RunId;
import io.creditledger.engine.JournalReplay;
import io.creditledger.jdbc.legacy.LegacyRows.Transaction;
import io.creditledger.spi.AccountChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** One user's rows against a count of single credits. */
class AccountAdoptionTest {
    private static final Instant CUTOVER = LegacyGenerator.NOW;
    private static final RunId RUN = RunId.of("run-1");
    private static final int TRIES = 250;

    @Provide
    Arbitrary<List<Transaction>> histories() {
        Arbitrary<Long> amounts = Arbitraries.longs().between(-30, 30).injectNull(0.02);
        Arbitrary<Instant> instants = Arbitraries.integers()
                .between(-400, 300)
                .map(days -> CUTOVER.plus(Duration.ofDays(days)))
                .injectNull(0.05);
        Arbitrary<Tuple.Tuple2<Long, Instant>> rows =
                Combinators.combine(amounts, instants).as((amount, at) -> Tuple.of(amount, at));
        return rows.list().ofMaxSize(25).map(AccountAdoptionTest::numbered);
    }

    private static List<Transaction> numbered(List<Tuple.Tuple2<Long, Instant>> rows) {
        List<Transaction> numbered = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            numbered.add(new Transaction(i, 1, rows.get(i).get1(), rows.get(i).get2()));
        }
        return numbered;
    }

    @Property(tries = TRIES)
    void what_was_not_upgraded_is_spent_first_in_first_out_and_expires_at_the_cutover(
            @ForAll("histories") List<Transaction> history) {
        AccountOutcome outcome = adopt(history, null, false, CUTOVER, Differences.REFUSE);

        BruteForce counted = BruteForce.replay(history, 6, CUTOVER, CUTOVER);
        assertThat(outcome.available()).isEqualTo(counted.balance()).isEqualTo(outcome.replay());
        assertThat(outcome.expired()).isEqualTo(counted.expired());
        assertThat(outcome.debt()).isEqualTo(counted.uncovered());
        assertThat(outcome.sum()).isEqualTo(BruteForce.sum(history, 6, CUTOVER, CUTOVER));
    }

    @Property(tries = TRIES)
    void what_was_upgraded_expires_from_the_cutover_on(
            @ForAll("histories") List<Transaction> history, @ForAll @IntRange(max = 400) int days) {
        Instant now = CUTOVER.plus(Duration.ofDays(days));

        AccountOutcome outcome = adopt(history, null, true, now, Differences.REFUSE);

        BruteForce counted = BruteForce.replay(history, 6, CUTOVER, now);
        assertThat(outcome.available()).isEqualTo(counted.balance()).isEqualTo(outcome.replay());
        assertThat(outcome.expired()).isEqualTo(counted.expired());
        assertThat(outcome.debt()).isEqualTo(counted.uncovered());
        assertThat(outcome.sum()).isEqualTo(BruteForce.sum(history, 6, CUTOVER, now));
    }

    @Property(tries = TRIES)
    void differences_are_made_up_for_or_refused(
            @ForAll("histories") List<Transaction> history,
            @ForAll @IntRange(min = -200, max = 400) int credits,
            @ForAll boolean isUpgraded) {
        AccountOutcome adjusted = adopt(history, (long) credits, isUpgraded, CUTOVER, Differences.ADJUST);
        AccountOutcome refused = adopt(history, (long) credits, isUpgraded, CUTOVER, Differences.REFUSE);

        long expired = isUpgraded ? 0 : adjusted.expired();
        assertThat(adjusted.available() + expired - adjusted.debt()).isEqualTo(credits);
        assertThat(adjusted.adjustment()).isEqualTo(adjusted.difference()).isEqualTo(refused.difference());
        assertThat(adjusted.refusal()).isEmpty();
        assertThat(refused.refusal().isPresent()).isEqualTo(refused.difference() != 0);
    }

    /** Takes the changes away in parts, which must make the account all the same. */
    private static AccountOutcome adopt(
            List<Transaction> history,
            @Nullable Long credits,
            boolean isUpgraded,
            Instant now,
            Differences differences) {
        AdoptionSettings settings =
                differences == Differences.ADJUST ? AdoptionSettings.adjusting() : AdoptionSettings.refusing();
        AccountAdoption adoption = new AccountAdoption(
                new LegacyUser("1", null, credits),
                new AdoptionTerms(CreditPolicy.defaults(), settings, RUN, CUTOVER, isUpgraded, now, now));
        JournalReplay replay = new JournalReplay(AccountId.of("1"));
        for (LegacyTransaction row : asRead(history)) {
            adoption.accept(row);
            if (adoption.waiting() > 7) {
                adoption.drain().entries().forEach(replay::accept);
            }
        }
        AccountOutcome outcome = adoption.finish();
        AccountChange last = adoption.drain();
        last.entries().forEach(replay::accept);
        assertThat(replay.account()).isEqualTo(last.account()).isEqualTo(adoption.account());
        return outcome;
    }

    private static List<LegacyTransaction> asRead(List<Transaction> history) {
        return history.stream()
                .sorted(Comparator.<Transaction, Instant>comparing(
                                row -> Objects.requireNonNullElse(row.createdAt(), CUTOVER.minusNanos(1_000)))
                        .thenComparing(Transaction::number))
                .map(row -> new LegacyTransaction("1", "" + row.number(), row.amount(), row.createdAt(), null))
                .toList();
    }
}
