package io.creditledger.testkit;

import static io.creditledger.testkit.CreditAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.AccountId;
import io.creditledger.ChargeReceipt;
import io.creditledger.CreditLedger;
import io.creditledger.CreditPolicy;
import io.creditledger.Credits;
import io.creditledger.IdempotencyKey;
import io.creditledger.Output;
import io.creditledger.RewardReceipt;
import io.creditledger.Shortfall;
import io.creditledger.StartTask;
import io.creditledger.TaskId;
import io.creditledger.TaskReceipt;
import io.creditledger.TaskStatus;
import io.creditledger.Tier;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SellingAssertionsTest {
    private static final AccountId ALICE = AccountId.of("alice");
    private static final SettableClock CLOCK = SettableClock.at(Instant.parse("2026-01-15T10:00:00Z"));

    /** Alice has 100 sign-up credits. */
    private final CreditLedger ledger = InMemoryCreditLedger.create(
            CreditPolicy.builder().chargeShortfall(Shortfall.FORGIVE).build(), CLOCK);

    private final TaskReceipt paid = openAndComplete("paid", 6);
    private final TaskReceipt owed = complete("owed", 5);
    private final TaskReceipt running = start("running");

    private TaskReceipt openAndComplete(String task, int seconds) {
        ledger.open(ALICE);
        return complete(task, seconds);
    }

    private TaskReceipt complete(String task, int seconds) {
        start(task);
        return ledger.tasks().complete(TaskId.of(task), Duration.ofSeconds(seconds));
    }

    private TaskReceipt start(String task) {
        return ledger.tasks().start(StartTask.of(ALICE, TaskId.of(task), Tier.STANDARD));
    }

    private TaskReceipt uncharged() {
        CreditLedger strict = InMemoryCreditLedger.create(
                CreditPolicy.builder()
                        .signUpCredits(Credits.ZERO)
                        .taskShortfall(Shortfall.REJECT)
                        .build(),
                CLOCK);
        strict.open(ALICE);
        strict.tasks().start(StartTask.of(ALICE, TaskId.of("uncharged"), Tier.PRO));
        return strict.tasks().complete(TaskId.of("uncharged"), Duration.ofSeconds(1));
    }

    @Test
    void what_is_true_of_tasks_passes() {
        assertThatCode(() -> {
                    assertThat(paid).isNew().isPaid(60);
                    assertThat(paid.task())
                            .hasStatus(TaskStatus.COMPLETED)
                            .hasRateCard("standard=10,pro=14,UP")
                            .hasOutput(Output.of(Duration.ofSeconds(6)));
                    assertThat(owed.task())
                            .isCharged()
                            .hasCalculated(50)
                            .hasDeducted(40)
                            .hasForgiven(0)
                            .hasOwed(10);
                    assertThat(running).task().isRunning().hasNoCharge();
                    assertThat(start("running")).isReplay();
                    assertThat(uncharged())
                            .task()
                            .isUncharged()
                            .hasCalculated(14)
                            .hasDeducted(0);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void what_is_wrong_with_a_task_is_told() {
        String task = "Expected task 'owed' of account 'alice' to have ";

        assertFails(() -> assertThat(owed.task()).isRunning(), task + "status RUNNING, but it has COMPLETED");
        assertFails(() -> assertThat(owed.task()).hasStatus(TaskStatus.FAILED), task + "status FAILED");
        assertFails(
                () -> assertThat(owed.task()).hasRateCard("2026-03"),
                task + "rate card 2026-03, but it has standard=10,pro=14,UP");
        assertFails(
                () -> assertThat(owed.task()).hasOutput(Output.units(5)),
                task + "output 5 units, but it has 5 seconds");
        assertFails(() -> assertThat(owed.task()).hasNoCharge(), task + "charge null, but it has TaskCharge");
    }

    @Test
    void what_is_wrong_with_the_charge_of_a_task_is_told() {
        String task = "Expected task 'owed' of account 'alice' to have ";

        assertFails(() -> assertThat(owed.task()).hasCalculated(51), task + "calculated credits 51, but it has 50");
        assertFails(() -> assertThat(owed.task()).hasDeducted(50), task + "deducted credits 50, but it has 40");
        assertFails(() -> assertThat(owed.task()).hasForgiven(10), task + "forgiven credits 10, but it has 0");
        assertFails(() -> assertThat(owed.task()).hasOwed(0), task + "owed credits 0, but it has 10");
        assertFails(() -> assertThat(owed).isPaid(50), task + "deducted credits 50, but it has 40");
        assertFails(() -> assertThat(running.task()).hasOwed(0), "to have owed credits 0, but it has null");
    }

    @Test
    void charged_and_uncharged_tasks_are_told_apart() {
        assertFails(() -> assertThat(running.task()).isCharged(), "Expected task 'running' of account 'alice' to be");
        assertFails(() -> assertThat(uncharged().task()).isCharged(), "to be charged, but it is not");
        assertFails(() -> assertThat(paid.task()).isUncharged(), "to be completed but uncharged, but it is not");
        assertFails(() -> assertThat(running.task()).isUncharged(), "to be completed but uncharged, but it is not");
        assertFails(() -> assertThat(paid).isReplay(), "Expected the receipt of a replay");
    }

    @Test
    void what_is_true_of_rewards_passes() {
        assertThatCode(() -> {
                    assertThat(ledger.rewards().shareVideo(ALICE, "video"))
                            .isNew()
                            .hasAmount(10)
                            .grant()
                            .hasSource("share-video");
                    assertThat(ledger.rewards().shareVideo(ALICE, "video"))
                            .isRepeat()
                            .hasAmount(10);
                    assertThat(new RewardReceipt(ALICE, null, false)).gaveNothing();
                })
                .doesNotThrowAnyException();
    }

    @Test
    void what_is_wrong_with_a_reward_is_told() {
        RewardReceipt first = ledger.rewards().shareVideo(ALICE, "video");
        RewardReceipt repeat = ledger.rewards().shareVideo(ALICE, "video");
        RewardReceipt nothing = new RewardReceipt(ALICE, null, false);

        assertFails(() -> assertThat(first).isRepeat(), "Expected the receipt of a reward that had been given before");
        assertFails(
                () -> assertThat(repeat).isNew(), "Expected the receipt of a new reward, but nothing was given now");
        assertFails(() -> assertThat(nothing).isNew(), "Expected the receipt of a new reward");
        assertFails(
                () -> assertThat(nothing).isRepeat(), "Expected a reward for account 'alice', but nothing is given");
        assertFails(() -> assertThat(nothing).hasAmount(10), "but nothing is given");
        assertFails(() -> assertThat(first).gaveNothing(), "Expected no reward, but there is Grant");
        assertFails(() -> assertThat(first).hasAmount(11), "to have amount 11, but it has 10");
        assertFails(() -> assertThat(first).as("the film").hasAmount(11), "[the film]");
    }

    @Test
    void what_no_grant_paid_of_a_charge_is_told() {
        ChargeReceipt forgiven = ledger.charge(ALICE, Credits.of(30), IdempotencyKey.of("charge"));
        String charge = "Expected of charge 'charge' of account 'alice' ";

        assertThatCode(() -> assertThat(forgiven).hasForgiven(30).hasOwed(0)).doesNotThrowAnyException();
        assertFails(() -> assertThat(forgiven).hasForgiven(29), charge + "29 credits to be forgiven, but 30 are");
        assertFails(() -> assertThat(forgiven).hasOwed(30), charge + "30 credits to be owed, but 0 are");
    }

    private static void assertFails(ThrowingCallable assertion, String message) {
        assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessageContaining(message);
    }
}
