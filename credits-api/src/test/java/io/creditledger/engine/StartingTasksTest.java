package io.creditledger.engine;

import static io.creditledger.Fixtures.ALICE;
import static io.creditledger.Fixtures.BOB;
import static io.creditledger.Fixtures.NOON;
import static io.creditledger.Fixtures.TOMORROW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.creditledger.AccountNotFoundException;
import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.IdempotencyConflictException;
import io.creditledger.PricingException;
import io.creditledger.StartTask;
import io.creditledger.Task;
import io.creditledger.TaskReceipt;
import io.creditledger.TaskStatus;
import io.creditledger.Tier;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartingTasksTest extends StoredTasksSuite {
    @Test
    void takes_nothing_and_pins_the_rate_card() {
        grant(60, "g");
        List<Entry> journal = journal();

        TaskReceipt receipt = tasks.start(PRO.withEstimate(Credits.of(70)));

        assertThat(receipt.isReplay()).isFalse();
        assertThat(receipt.task())
                .isEqualTo(new Task(
                        ALICE,
                        TASK,
                        Tier.PRO,
                        "standard=10,pro=14,UP",
                        Credits.of(70),
                        false,
                        TaskStatus.RUNNING,
                        NOON,
                        null,
                        null,
                        null));
        assertThat(tasks.find(TASK)).isEqualTo(receipt.task());
        assertThat(journal()).isEqualTo(journal);
        assertThat(ledger.balance(ALICE).available()).isEqualTo(Credits.of(60));
    }

    @Test
    void again_returns_the_task_as_it_is_now() {
        TaskReceipt first = tasks.start(PRO);
        now = TOMORROW;

        assertThat(tasks.start(PRO)).isEqualTo(new TaskReceipt(first.task(), true));
        TaskReceipt failed = tasks.fail(TASK);
        assertThat(tasks.start(PRO)).isEqualTo(new TaskReceipt(failed.task(), true));
    }

    @Test
    void again_as_another_task_is_refused_by_what_differs() {
        tasks.start(PRO);

        assertThat(refusal(
                                IdempotencyConflictException.class,
                                () -> tasks.start(StartTask.of(ALICE, TASK, Tier.of("超级"))
                                        .withEstimate(Credits.of(9))
                                        .prepaid()))
                        .differences())
                .containsExactly(
                        "tier was pro, is now 超级", "estimate was (none), is now 9", "prepaid was false, is now true");
    }

    @Test
    void for_another_account_is_refused() {
        ledger.open(BOB);
        tasks.start(PRO);

        assertThat(refusal(IdempotencyConflictException.class, () -> tasks.start(StartTask.of(BOB, TASK, Tier.PRO)))
                        .differences())
                .containsExactly("account was alice, is now bob");
    }

    @Test
    void is_refused_for_a_tier_without_a_rate_unless_it_is_prepaid() {
        StartTask legacy = StartTask.of(ALICE, TASK, Tier.of("legacy"));

        assertThat(refusal(PricingException.class, () -> tasks.start(legacy)).tier())
                .contains(Tier.of("legacy"));
        assertThat(tasks.start(legacy.prepaid()).task().isPrepaid()).isTrue();
    }

    @Test
    void is_refused_for_an_account_that_was_never_opened_which_is_not_created() {
        StartTask ofBob = StartTask.of(BOB, TASK, Tier.PRO);

        refusal(AccountNotFoundException.class, () -> tasks.start(ofBob));
        refusal(AccountNotFoundException.class, () -> tasks.startIfAffordable(ofBob.withEstimate(Credits.ZERO)));
        assertThatExceptionOfType(AccountNotFoundException.class).isThrownBy(() -> ledger.balance(BOB));
    }
}
