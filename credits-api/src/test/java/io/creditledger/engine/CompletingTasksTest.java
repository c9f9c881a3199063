package io.creditledger.engine;

import static io.creditledger.Fixtures.ALICE;
import static io.creditledger.Fixtures.NOON;
import static io.creditledger.Fixtures.TOMORROW;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.EntryType;
import io.creditledger.IdempotencyConflictException;
import io.creditledger.Output;
import io.creditledger.PricingException;
import io.creditledger.Rate;
import io.creditledger.RateCard;
import io.creditledger.RateCards;
import io.creditledger.Request;
import io.creditledger.StartTask;
import io.creditledger.Task;
import io.creditledger.TaskNotFoundException;
import io.creditledger.TaskReceipt;
import io.creditledger.TaskStateException;
import io.creditledger.TaskStatus;
import io.creditledger.Tasks;
import io.creditledger.Tier;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CompletingTasksTest extends StoredTasksSuite {
    @Test
    void charges_the_price_of_the_real_output_once() {
        grant(200, "g");
        tasks.start(PRO.withEstimate(Credits.of(10)));
        tasks.start(STANDARD);

        assertThat(charge(tasks.complete(TASK, FIVE_SECONDS))).isEqualTo(charged(70, 70, 0, 0));
        assertThat(charge(tasks.complete(OTHER, FIVE_SECONDS))).isEqualTo(charged(50, 50, 0, 0));
        assertThat(ledger.balance(ALICE).available()).isEqualTo(Credits.of(80));
        assertThat(store.verbs).containsExactly("expect", "lock", "load", "write");
    }

    @Test
    void records_the_charge_under_the_task_s_own_key() {
        grant(200, "g");
        tasks.start(PRO);
        tasks.complete(TASK, FIVE_SECONDS);

        Entry entry = journal().get(0);
        Request request = Objects.requireNonNull(entry.request());
        assertThat(entry.type()).isEqualTo(EntryType.CHARGE);
        assertThat(entry.amount()).isEqualTo(-70);
        assertThat(request.key()).isEqualTo(TASK.key());
        assertThat(request.reference()).isEqualTo("4711");
    }

    @Test
    void again_with_the_same_output_returns_the_same_receipt() {
        grant(200, "g");
        tasks.start(PRO);
        TaskReceipt first = tasks.complete(TASK, FIVE_SECONDS);
        now = TOMORROW;

        TaskReceipt again = tasks.complete(TASK, Output.seconds(new BigDecimal("5.000")));

        assertThat(again).isEqualTo(new TaskReceipt(first.task(), true));
        assertThat(store.verbs).containsExactly("expect", "lock", "load");
        assertThat(ledger.balance(ALICE).available()).isEqualTo(Credits.of(130));
    }

    @Test
    void again_with_another_output_is_refused_by_what_differs() {
        grant(200, "g");
        tasks.start(PRO);
        tasks.complete(TASK, FIVE_SECONDS);

        IdempotencyConflictException refusal =
                refusal(IdempotencyConflictException.class, () -> tasks.complete(TASK, Duration.ofMillis(5_010)));

        assertThat(refusal.differences()).containsExactly("output was 5 seconds, is now 5.01 seconds");
        assertThat(refusal.key()).isEqualTo(TASK.key());
    }

    @Test
    void of_no_output_is_recorded_with_a_charge_of_0() {
        tasks.start(PRO);

        assertThat(charge(tasks.complete(TASK, Duration.ZERO))).isEqualTo(charged(0, 0, 0, 0));
        assertThat(journal().get(0).type()).isEqualTo(EntryType.CHARGE);
        assertThat(journal().get(0).amount()).isZero();
    }

    @Test
    void prices_by_the_card_that_was_in_force_when_it_started() {
        RateCard first = RateCard.of("1", Map.of(Tier.PRO, Rate.perSecond(14)));
        RateCard dearer = RateCard.of("2", Map.of(Tier.PRO, Rate.perSecond(20))).effectiveFrom(TOMORROW);
        Tasks changing = tasks(policy -> policy.rateCards(RateCards.of(first, dearer)));
        changing.start(PRO);
        now = TOMORROW;
        changing.start(StartTask.of(ALICE, OTHER, Tier.PRO));

        assertThat(charge(changing.complete(TASK, FIVE_SECONDS)).calculated()).isEqualTo(Credits.of(70));
        assertThat(charge(changing.complete(OTHER, FIVE_SECONDS)).calculated()).isEqualTo(Credits.of(100));
    }

    @Test
    void is_not_repriced_by_new_rates_in_the_settings() {
        tasks.start(PRO);
        RateCard dearer = RateCard.perSecond(BigDecimal.ONE, new BigDecimal("99.5"), RoundingMode.DOWN);
        Tasks changed = tasks(policy -> policy.rateCards(RateCards.of(dearer)));

        assertThat(charge(changed.complete(TASK, FIVE_SECONDS)).calculated()).isEqualTo(Credits.of(70));
    }

    @Test
    void is_refused_if_the_card_is_gone_or_measures_otherwise() {
        Tasks named =
                tasks(policy -> policy.rateCards(RateCards.of(RateCard.of("1", Map.of(Tier.PRO, Rate.perSecond(14))))));
        named.start(PRO);

        assertThat(refusal(PricingException.class, () -> tasks.complete(TASK, FIVE_SECONDS))
                        .version())
                .isEqualTo("1");
        refusal(PricingException.class, () -> named.complete(TASK, Output.units(5)));
    }

    @Test
    void after_a_failure_is_refused_by_name() {
        tasks.start(PRO);
        tasks.fail(TASK);

        TaskStateException refusal = refusal(TaskStateException.class, () -> tasks.complete(TASK, FIVE_SECONDS));

        assertThat(refusal)
                .hasMessage("task '4711' is FAILED; it is not possible to complete it."
                        + " Start a new task for new work.");
        assertThat(refusal.status()).isEqualTo(TaskStatus.FAILED);
    }

    @Test
    void of_a_prepaid_task_charges_nothing() {
        grant(200, "g");
        tasks.start(PRO.prepaid());
        List<Entry> journal = journal();

        TaskReceipt receipt = tasks.complete(TASK, FIVE_SECONDS);

        assertThat(receipt.task().status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(receipt.task().charge()).isNull();
        assertThat(receipt.task().isUncharged()).isFalse();
        assertThat(journal()).isEqualTo(journal);
        assertThat(tasks.complete(TASK, FIVE_SECONDS)).isEqualTo(new TaskReceipt(receipt.task(), true));
        assertThat(tasks.settle(TASK).isReplay()).isTrue();
    }

    @Test
    void never_ends_a_task_before_it_starts_even_if_the_clock_was_set_back() {
        now = TOMORROW;
        tasks.start(PRO);
        tasks.start(STANDARD);
        now = NOON;

        Task completed = tasks.complete(TASK, FIVE_SECONDS).task();
        assertThat(completed.startedAt()).isEqualTo(TOMORROW);
        assertThat(completed.endedAt()).isEqualTo(TOMORROW);
        assertThat(tasks.fail(OTHER).task().endedAt()).isEqualTo(TOMORROW);
        assertThat(tasks.find(TASK)).isEqualTo(completed);
    }

    @Test
    void of_an_unknown_task_is_refused_and_creates_none() {
        assertThat(refusal(TaskNotFoundException.class, () -> tasks.complete(TASK, FIVE_SECONDS))
                        .task())
                .isEqualTo(TASK);
        refusal(TaskNotFoundException.class, () -> tasks.fail(TASK));
        refusal(TaskNotFoundException.class, () -> tasks.cancel(TASK));
        refusal(TaskNotFoundException.class, () -> tasks.settle(TASK));
        refusal(TaskNotFoundException.class, () -> tasks.find(TASK));
    }
}
