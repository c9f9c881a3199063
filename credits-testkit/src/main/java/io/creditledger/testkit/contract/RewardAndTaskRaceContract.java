package io.creditledger.testkit.contract;

import static io.creditledger.testkit.CreditAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.CreditLedger;
import io.creditledger.Credits;
import io.creditledger.Expiry;
import io.creditledger.IdempotencyConflictException;
import io.creditledger.Receipt;
import io.creditledger.Recurrence;
import io.creditledger.Reward;
import io.creditledger.RewardReceipt;
import io.creditledger.Shortfall;
import io.creditledger.TaskCharge;
import io.creditledger.TaskId;
import io.creditledger.TaskReceipt;
import io.creditledger.TaskStateException;
import io.creditledger.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;

/** What holds when several nodes over one store move a task or ask for a reward at once. */
abstract class RewardAndTaskRaceContract extends TaskSuite {
    private static final int ROUNDS = 5;
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);

    private final List<CreditLedger> nodes = new ArrayList<>();

    @BeforeEach
    void startNodes() {
        for (int i = 0; i < Race.RUNNERS; i++) {
            nodes.add(anotherNode());
        }
    }

    private void restartNodes(Shortfall shortfall) {
        ruleTasks(shortfall);
        nodes.replaceAll(node -> nodeWith(policy -> policy.taskShortfall(shortfall)));
    }

    private static void assertOneIsNew(List<TaskReceipt> receipts) {
        assertThat(receipts).filteredOn(receipt -> !receipt.isReplay()).hasSize(1);
        assertThat(receipts)
                .extracting(TaskReceipt::task)
                .containsOnly(receipts.get(0).task());
    }

    @RepeatedTest(ROUNDS)
    void a_task_started_on_all_nodes_at_once_is_started_once() {
        assertOneIsNew(
                Race.of(node -> nodes.get(node).tasks().start(startOf(TASK))).allValues());

        assertThat(find(TASK)).isRunning();
    }

    @RepeatedTest(ROUNDS)
    void a_completion_delivered_on_two_nodes_at_once_is_charged_once() {
        grant(ALICE, 80, "order-1");
        start(TASK);

        assertOneIsNew(Race.<TaskReceipt>of(List.of(
                        () -> nodes.get(0).tasks().complete(TASK, FIVE_SECONDS),
                        () -> nodes.get(1).tasks().complete(TASK, FIVE_SECONDS)))
                .allValues());

        assertThat(find(TASK)).isCharged().hasDeducted(50);
        assertThat(ledger.balance(ALICE)).hasAvailable(30).hasDebt(0);
    }

    @RepeatedTest(ROUNDS)
    void a_completion_delivered_on_all_nodes_at_once_leaves_one_debt() {
        grant(ALICE, 30, "order-1");
        start(TASK);

        assertOneIsNew(Race.of(node -> nodes.get(node).tasks().complete(TASK, FIVE_SECONDS))
                .allValues());

        assertThat(ledger.balance(ALICE)).hasAvailable(0).hasDebt(20);
    }

    @RepeatedTest(ROUNDS)
    void of_completions_with_different_outputs_exactly_one_is_charged() {
        grant(ALICE, 100, "order-1");
        start(TASK);

        Race<TaskReceipt> race = Race.of(node -> nodes.get(node).tasks().complete(TASK, Duration.ofSeconds(node + 1)));

        assertThat(race.values()).hasSize(1);
        assertThat(race.failures()).hasSize(7).hasOnlyElementsOfType(IdempotencyConflictException.class);
        long price = Objects.requireNonNull(find(TASK).charge()).calculated().value();
        assertThat(race.values().get(0)).isNew().isPaid(price);
        assertThat(ledger.balance(ALICE)).hasAvailable(100 - price).hasDebt(0);
    }

    @RepeatedTest(ROUNDS)
    void of_completion_and_failure_exactly_one_wins() {
        grant(ALICE, 100, "order-1");
        start(TASK);

        Race<TaskReceipt> race = Race.of(node -> node % 2 == 0
                ? nodes.get(node).tasks().complete(TASK, FIVE_SECONDS)
                : nodes.get(node).tasks().fail(TASK));

        assertOneIsNew(race.values());
        assertThat(race.values()).hasSize(4);
        assertThat(race.failures()).hasSize(4).hasOnlyElementsOfType(TaskStateException.class);
        boolean completed = find(TASK).status() == TaskStatus.COMPLETED;
        assertThat(ledger.balance(ALICE)).hasAvailable(completed ? 50 : 100).hasDebt(0);
    }

    @RepeatedTest(ROUNDS)
    void different_tasks_completed_at_once_are_each_charged_once() {
        grant(ALICE, 55, "order-1");
        List<TaskId> tasks = IntStream.range(0, Race.RUNNERS)
                .mapToObj(i -> TaskId.of("task-of-" + i))
                .toList();
        tasks.forEach(this::start);

        List<TaskCharge> charges = Race.of(
                        node -> nodes.get(node).tasks().complete(tasks.get(node), Duration.ofSeconds(1)))
                .allValues()
                .stream()
                .map(receipt -> Objects.requireNonNull(receipt.task().charge()))
                .toList();

        assertThat(charges.stream().map(TaskCharge::deducted).reduce(Credits.ZERO, Credits::plus))
                .isEqualTo(Credits.of(55));
        assertThat(charges.stream().map(TaskCharge::owed).reduce(Credits.ZERO, Credits::plus))
                .isEqualTo(Credits.of(25));
        assertThat(ledger.balance(ALICE)).hasAvailable(0).hasDebt(25);
    }

    @RepeatedTest(ROUNDS)
    void a_task_completed_while_credits_expire_is_paid_with_them_or_owed() {
        ledger.grant(grantOf(ALICE, 100, "order-1").expiring(Expiry.at(MARCH)));
        start(TASK);
        clock.set(MARCH.minusNanos(1_000));

        Race.of(node -> node == 0 ? expireAt(MARCH) : nodes.get(node).tasks().complete(TASK, FIVE_SECONDS))
                .allValues();

        ledger.expire();
        TaskCharge charge = Objects.requireNonNull(find(TASK).charge());
        assertThat(charge.shortfall()).isEqualTo(charge.deducted().isZero() ? Credits.of(50) : Credits.ZERO);
        assertThat(ledger.balance(ALICE)).hasAvailable(0).hasDebt(charge.owed().value());
        assertThat(current(ALICE, "order-1")).hasRemaining(0);
    }

    /** Any answer will do: what counts is what the sweep leaves. */
    private TaskReceipt expireAt(Instant instant) {
        clock.set(instant);
        nodes.get(0).expire();
        return new TaskReceipt(find(TASK), true);
    }

    @RepeatedTest(ROUNDS)
    void at_the_expiry_a_task_is_owed_however_it_meets_the_sweep() {
        ledger.grant(grantOf(ALICE, 100, "order-1").expiring(Expiry.at(MARCH)));
        start(TASK);
        clock.set(MARCH);

        Race.of(node -> node == 0 ? expireAt(MARCH) : nodes.get(node).tasks().complete(TASK, FIVE_SECONDS))
                .allValues();

        assertThat(find(TASK)).isCharged().hasDeducted(0).hasOwed(50);
        assertThat(ledger.balance(ALICE)).hasAvailable(0).hasDebt(50);
    }

    @RepeatedTest(ROUNDS)
    void a_task_settled_on_all_nodes_at_once_is_charged_once() {
        restartNodes(Shortfall.REJECT);
        startAndComplete(TASK, "5");
        grant(ALICE, 80, "order-1");

        assertOneIsNew(Race.of(node -> nodes.get(node).tasks().settle(TASK)).allValues());

        assertThat(find(TASK)).isCharged().hasDeducted(50);
        assertThat(ledger.balance(ALICE)).hasAvailable(30).hasDebt(0);
    }

    @RepeatedTest(ROUNDS)
    void of_tasks_that_cannot_all_be_paid_those_that_can_are_settled() {
        restartNodes(Shortfall.REJECT);
        List<TaskId> tasks = IntStream.range(0, Race.RUNNERS)
                .mapToObj(i -> TaskId.of("task-of-" + i))
                .toList();
        tasks.forEach(task -> startAndComplete(task, "1"));
        grant(ALICE, 35, "order-1");

        List<TaskReceipt> settled = Race.of(node -> nodes.get(node).tasks().settleAll(ALICE)).allValues().stream()
                .flatMap(List::stream)
                .toList();

        assertThat(settled).hasSize(3).extracting(TaskReceipt::task).doesNotHaveDuplicates();
        assertThat(ledger.balance(ALICE)).hasAvailable(5).hasDebt(0);
    }

    @RepeatedTest(ROUNDS)
    void a_grant_that_meets_a_completion_pays_it_or_repays_it() {
        start(TASK);

        Race.<Receipt>of(List.of(
                        () -> nodes.get(0).tasks().complete(TASK, FIVE_SECONDS),
                        () -> nodes.get(1).grant(grantOf(ALICE, 80, "order-1"))))
                .allValues();

        assertThat(find(TASK)).isCharged().hasCalculated(50);
        assertThat(ledger.balance(ALICE)).hasAvailable(30).hasDebt(0);
        assertThat(current(ALICE, "order-1")).hasAmount(80).hasRemaining(30);
    }

    @RepeatedTest(ROUNDS)
    void a_reward_asked_for_on_all_nodes_at_once_is_given_once() {
        for (RewardKind kind : RewardKind.values()) {
            List<RewardReceipt> receipts =
                    Race.of(node -> kind.give(nodes.get(node))).allValues();

            assertThat(receipts).as("%s", kind).filteredOn(RewardReceipt::isNew).hasSize(1);
            assertThat(receipts)
                    .as("%s", kind)
                    .extracting(RewardReceipt::grant)
                    .containsOnly(receipts.get(0).grant());
        }
        assertThat(ledger.balance(ALICE)).hasAvailable(135);
    }

    private static Reward reward(String name, Recurrence recurrence) {
        return new Reward(name, Credits.of(5), recurrence);
    }

    private enum RewardKind {
        INVITE,
        DAILY_SIGN_IN,
        SHARE_VIDEO,
        ONCE_EVER,
        ONCE_A_WEEK,
        ONCE_A_MONTH;

        RewardReceipt give(CreditLedger ledger) {
            return switch (this) {
                case INVITE -> ledger.rewards().invite(ALICE, BOB);
                case DAILY_SIGN_IN -> ledger.rewards().dailySignIn(ALICE);
                case SHARE_VIDEO -> ledger.rewards().shareVideo(ALICE, "video-1");
                case ONCE_EVER -> ledger.rewards().give(ALICE, reward("profile", Recurrence.ONCE));
                case ONCE_A_WEEK -> ledger.rewards().give(ALICE, reward("quiz", Recurrence.PER_WEEK));
                case ONCE_A_MONTH -> ledger.rewards().give(ALICE, reward("survey", Recurrence.PER_MONTH));
            };
        }
    }
}
