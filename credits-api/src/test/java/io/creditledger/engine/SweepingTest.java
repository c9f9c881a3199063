package io.creditledger.engine;

import static io.creditledger.Fixtures.ALICE;
import static io.creditledger.Fixtures.BOB;
import static io.creditledger.Fixtures.NOON;
import static io.creditledger.Fixtures.TOMORROW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.creditledger.AccountId;
import io.creditledger.CreditPolicy;
import io.creditledger.Credits;
import io.creditledger.ExpireReceipt;
import io.creditledger.Expiry;
import io.creditledger.Sweep;
import io.creditledger.SweepResult;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SweepingTest extends StoredLedgerSuite {
    private final List<SweepResult> progress = new ArrayList<>();

    @BeforeEach
    void makeGrantsThatExpireTomorrow() {
        ledger.open(BOB);
        for (int i = 1; i <= 5; i++) {
            grant(i, "order:" + i, Expiry.at(TOMORROW));
        }
        grant(BOB, 100, "order:1", Expiry.at(TOMORROW));
        grant(BOB, 1_000, "order:2", Expiry.at(TOMORROW.plusNanos(1000)));
    }

    private SweepResult sweep(int batchSize) {
        return ledger.expire(Sweep.inBatches().of(batchSize).telling(progress::add));
    }

    @Test
    void records_all_that_is_due_in_all_accounts() {
        now = TOMORROW;

        assertThat(sweep(100)).isEqualTo(new SweepResult(TOMORROW, 2, 6, BigInteger.valueOf(115)));
        assertThat(ledger.balance(BOB).available()).isEqualTo(Credits.of(1_000));
    }

    @Test
    void goes_on_in_small_batches_until_all_is_done() {
        now = TOMORROW;

        assertThat(sweep(2)).isEqualTo(new SweepResult(TOMORROW, 2, 6, BigInteger.valueOf(115)));
        assertThat(progress).extracting(SweepResult::grants).containsExactly(3L, 5L, 6L);
        assertThat(progress).extracting(SweepResult::accounts).containsExactly(2L, 2L, 2L);
    }

    @Test
    void records_nothing_and_tells_nobody_if_nothing_is_due() {
        assertThat(sweep(100)).isEqualTo(new SweepResult(NOON, 0, 0, BigInteger.ZERO));
        assertThat(progress).isEmpty();
    }

    @Test
    void again_finds_nothing_left() {
        now = TOMORROW;
        sweep(100);

        assertThat(sweep(100).grants()).isZero();
    }

    @Test
    void that_is_broken_off_is_taken_up_by_the_next_one() {
        now = TOMORROW;
        IllegalStateException enough = new IllegalStateException("enough");

        assertThatIllegalStateException()
                .isThrownBy(() -> ledger.expire(Sweep.inBatches().of(2).telling(result -> {
                    throw enough;
                })))
                .isSameAs(enough);

        assertThat(sweep(2).grants()).isEqualTo(3);
    }

    @Test
    void ends_if_the_clock_was_set_back_since_it_began() {
        List<Instant> readings = new ArrayList<>(List.of(TOMORROW));
        StoredLedger jumping =
                new StoredLedger(store, CreditPolicy.defaults(), () -> readings.isEmpty() ? NOON : readings.remove(0));

        assertThat(jumping.expire()).isEqualTo(new SweepResult(TOMORROW, 0, 0, BigInteger.ZERO));

        now = TOMORROW;
        assertThat(sweep(100).grants()).isEqualTo(6);
    }

    @Test
    void goes_on_if_another_node_was_faster() {
        now = TOMORROW;
        List<List<AccountId>> answers = new ArrayList<>(List.of(List.of(ALICE), List.of(BOB), List.of()));
        List<AccountId> asked = new ArrayList<>();
        SweepRun run = new SweepRun(
                new JournalStore() {
                    @Override
                    public List<AccountId> accountsWithDueGrants(Instant at, int limit) {
                        return answers.remove(0);
                    }
                },
                commands -> commands.stream()
                        .map(command -> {
                            asked.add(command.account());
                            return new ExpireReceipt(command.account(), 0, Credits.ZERO);
                        })
                        .toList(),
                Sweep.inBatches(),
                now);

        assertThat(run.run().grants()).isZero();
        assertThat(asked).containsExactly(ALICE, BOB);
    }
}
