package io.creditledger.engine;

import static io.creditledger.Fixtures.ALICE;
import static io.creditledger.Fixtures.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.CreditOverflowException;
import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.EntryType;
import io.creditledger.HistoryQuery;
import io.creditledger.Shortfall;
import io.creditledger.StartTask;
import io.creditledger.TaskCharge;
import io.creditledger.TaskId;
import io.creditledger.TaskQuery;
import io.creditledger.TaskReceipt;
import io.creditledger.Tasks;
import io.creditledger.Tier;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What becomes of the price of a task that the account cannot pay in full. */
class TaskShortfallTest extends StoredTasksSuite {
    @Test
    void a_completed_task_is_owed_by_default() {
        grant(30, "g");
        tasks.start(PRO);

        TaskReceipt receipt = tasks.complete(TASK, FIVE_SECONDS);

        assertThat(charge(receipt)).isEqualTo(charged(70, 30, 0, 40));
        assertThat(charge(receipt).shortfall()).isEqualTo(Credits.of(40));
        assertThat(ledger.balance(ALICE).available()).isEqualTo(Credits.ZERO);
        assertThat(ledger.balance(ALICE).debt()).isEqualTo(Credits.of(40));
        assertThat(tasks.complete(TASK, FIVE_SECONDS)).isEqualTo(new TaskReceipt(receipt.task(), true));
    }

    @Test
    void a_completed_task_is_forgiven_if_the_policy_says_so() {
        grant(30, "g");
        tasks.start(PRO);

        TaskReceipt receipt =
                tasks(policy -> policy.taskShortfall(Shortfall.FORGIVE)).complete(TASK, FIVE_SECONDS);

        assertThat(charge(receipt)).isEqualTo(charged(70, 30, 40, 0));
        assertThat(ledger.balance(ALICE).debt()).isEqualTo(Credits.ZERO);
        assertThat(journal().get(0))
                .extracting(Entry::type, Entry::amount, Entry::grant)
                .containsExactly(EntryType.FORGIVE, -40L, null);
    }

    @Test
    void a_completed_task_stays_uncharged_if_the_policy_rejects_it() {
        grant(30, "g");
        tasks.start(PRO);
        List<Entry> journal = journal();

        TaskReceipt receipt = strict.complete(TASK, FIVE_SECONDS);

        assertThat(charge(receipt)).isEqualTo(TaskCharge.unpaid(Credits.of(70)));
        assertThat(receipt.task().isUncharged()).isTrue();
        assertThat(receipt.isReplay()).isFalse();
        assertThat(journal()).isEqualTo(journal);
        assertThat(strict.complete(TASK, FIVE_SECONDS)).isEqualTo(new TaskReceipt(receipt.task(), true));
        assertThat(strict.list(TaskQuery.of(TaskQuery.Kind.UNCHARGED)).tasks()).containsExactly(receipt.task());
    }

    @Test
    void a_debt_beyond_all_numbers_leaves_the_task_uncharged() {
        StoredLedger owing = ledger(store, policy -> policy.chargeShortfall(Shortfall.OWE));
        owing.charge(ALICE, Credits.of(Long.MAX_VALUE - 69), key("much"));
        tasks.start(PRO);
        tasks.start(STANDARD);

        assertThat(tasks.complete(TASK, FIVE_SECONDS).task().isUncharged()).isTrue();
        assertThat(refusal(CreditOverflowException.class, () -> tasks.settle(TASK)))
                .hasMessage("account 'alice' owes 9223372036854775738 credits and cannot owe 70 more;"
                        + " together they must not exceed 9223372036854775807");
        assertThat(tasks.settleAll(ALICE)).isEmpty();
        assertThat(charge(tasks.complete(OTHER, FIVE_SECONDS)).owed()).isEqualTo(Credits.of(50));
    }

    @Test
    void what_was_calculated_is_always_deducted_forgiven_owed_or_uncharged() {
        Random random = new Random(12);
        List<Tasks> policies = Stream.of(Shortfall.values())
                .map(shortfall -> tasks(policy -> policy.taskShortfall(shortfall)))
                .toList();
        for (int i = 0; i < 200; i++) {
            TaskId id = TaskId.of("task-" + i);
            Duration output = Duration.ofMillis(random.nextInt(20_000));
            Tasks chosen = policies.get(random.nextInt(policies.size()));
            grant(1 + random.nextInt(120), "grant-" + i);
            chosen.start(StartTask.of(ALICE, id, random.nextBoolean() ? Tier.PRO : Tier.STANDARD));
            chosen.complete(id, output);
            if (random.nextInt(10) == 0) {
                strict.settleAll(ALICE);
            }
        }

        List<TaskCharge> charges = tasks
                .list(TaskQuery.of(TaskQuery.Kind.CHARGED).limit(1_000))
                .tasks()
                .stream()
                .flatMap(task -> Stream.ofNullable(task.charge()))
                .toList();
        assertThat(charges).anyMatch(charge -> !charge.forgiven().isZero());
        assertThat(charges).anyMatch(charge -> !charge.owed().isZero());
        assertThat(sum(charges, TaskCharge::deducted) + sum(charges, TaskCharge::shortfall))
                .isEqualTo(sum(charges, TaskCharge::calculated));
        assertThat(sum(charges, TaskCharge::deducted)).isEqualTo(taken(EntryType.CHARGE));
        assertThat(sum(charges, TaskCharge::forgiven)).isEqualTo(taken(EntryType.FORGIVE));
        assertThat(sum(charges, TaskCharge::owed)).isEqualTo(taken(EntryType.OWE));
        assertThat(ledger.balance(ALICE).debt().value()).isEqualTo(taken(EntryType.OWE) - taken(EntryType.REPAY));
    }

    private static long sum(List<TaskCharge> charges, Function<TaskCharge, Credits> part) {
        return charges.stream().map(part).mapToLong(Credits::value).sum();
    }

    private long taken(EntryType type) {
        return ledger.history(ALICE, HistoryQuery.all().limit(1_000)).items().stream()
                .filter(entry -> entry.type() == type)
                .mapToLong(entry -> -entry.amount())
                .sum();
    }
}
