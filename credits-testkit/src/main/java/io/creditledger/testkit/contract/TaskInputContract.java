package io.creditledger.testkit.contract;

import static io.creditledger.testkit.CreditAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.Credits;
import io.creditledger.Rate;
import io.creditledger.RateCard;
import io.creditledger.RateCards;
import io.creditledger.Recurrence;
import io.creditledger.Reward;
import io.creditledger.StartTask;
import io.creditledger.Task;
import io.creditledger.TaskId;
import io.creditledger.TaskNotFoundException;
import io.creditledger.TaskQuery;
import io.creditledger.Tier;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That names of tasks, tiers and rewarded things are kept exactly, or refused before they come near the store. */
abstract class TaskInputContract extends TaskSuite {
    private static final List<String> ALIKE = List.of(
            "task",
            "TASK",
            "Task",
            "task ",
            "task  ",
            " task",
            "task\t",
            "t\u00e1sk",
            "ta\u0301sk",
            "t\u0430sk",
            "ta\u017fk",
            "\uff54\uff41\uff53\uff4b",
            "ta\u200bsk",
            "%",
            "_",
            "\u00df",
            "ss",
            "\uD83C\uDFAC",
            "\uD83C\uDFAD");

    @BeforeEach
    void giveTenAndStart() {
        grant(ALICE, 10, "order-1");
        start(TASK);
    }

    @EachRow
    void what_cannot_be_kept_exactly_is_refused(BadTaskInput input) {
        StoreContents before = contents();

        assertThatThrownBy(() -> input.use(ledger))
                .isInstanceOf(input.refusal())
                .hasMessageContaining(input.says());

        assertThat(contents()).isEqualTo(before);
        assertThat(complete(TASK, "1")).isNew().isPaid(10);
    }

    @EachRow
    void awkward_text_is_given_back_as_it_came(AwkwardText awkward) {
        assertIsKept(awkward.text(), awkward.text());
    }

    @Test
    void the_longest_text_is_given_back_as_it_came() {
        assertIsKept("t".repeat(TaskId.MAX_LENGTH), "t".repeat(Tier.MAX_LENGTH));
        assertIsKept("\u79ef".repeat(TaskId.MAX_LENGTH), "\u79ef".repeat(Tier.MAX_LENGTH));
        assertIsKept("\uD83C\uDFAC".repeat(TaskId.MAX_LENGTH / 2), "\uD83C\uDFAC".repeat(Tier.MAX_LENGTH / 2));
    }

    private void assertIsKept(String name, String tierName) {
        Tier tier = Tier.of(tierName);
        TaskId id = TaskId.of(name);
        RateCard card = RateCard.of(tierName, Map.of(tier, Rate.flat(Credits.of(1))));
        ledger = nodeWith(policy -> policy.rateCards(RateCards.of(card)));

        Task started = ledger.tasks().start(StartTask.of(ALICE, id, tier)).task();

        assertThat(find(id)).isEqualTo(started).hasRateCard(tierName);
        assertThat(complete(id, "1")).isNew().isPaid(1);
        assertThat(list(TaskQuery.of(TaskQuery.Kind.CHARGED))).contains(find(id));
        assertThat(complete(id, "1")).isReplay().isPaid(1);
        assertThat(ledger.rewards().shareVideo(ALICE, name)).isNew();
        assertThat(ledger.rewards().shareVideo(ALICE, name)).isRepeat();
    }

    @Test
    void the_longest_reference_of_the_longest_reward_is_kept() {
        Reward longest = new Reward("r".repeat(32), Credits.of(1), Recurrence.PER_REFERENCE);
        String reference = "\u79ef".repeat(Reward.MAX_REFERENCE_LENGTH);

        assertThat(ledger.rewards().give(ALICE, longest, reference)).isNew();
        assertThat(ledger.rewards().give(ALICE, longest, reference)).isRepeat();
        assertThat(ledger.balance(ALICE)).hasAvailable(11);
    }

    @Test
    void names_that_only_look_alike_are_different_tasks() {
        grant(ALICE, 10_000, "order-2");
        for (int i = 0; i < ALIKE.size(); i++) {
            TaskId task = TaskId.of(ALIKE.get(i));
            assertThatThrownBy(() -> find(task)).as("%s", task).isInstanceOf(TaskNotFoundException.class);
            assertThat(start(task)).as("%s", task).isNew();
            assertThat(complete(task, Integer.toString(i)))
                    .as("%s", task)
                    .isNew()
                    .isPaid(10L * i);
        }
        for (int i = 0; i < ALIKE.size(); i++) {
            assertThat(find(TaskId.of(ALIKE.get(i)))).as(ALIKE.get(i)).hasDeducted(10L * i);
        }
        assertThat(list(TaskQuery.of(TaskQuery.Kind.CHARGED))).hasSize(ALIKE.size());
    }

    @Test
    void tiers_that_only_look_alike_have_different_prices() {
        grant(ALICE, 100, "order-2");
        RateCard card = RateCard.of(
                "alike",
                Map.of(
                        Tier.of("pro"),
                        Rate.perSecond(1),
                        Tier.of("PRO"),
                        Rate.perSecond(2),
                        Tier.of("pro "),
                        Rate.perSecond(3)));
        ledger = nodeWith(policy -> policy.rateCards(RateCards.of(card)));

        for (Tier tier : card.rates().keySet()) {
            ledger.tasks().start(StartTask.of(ALICE, TaskId.of("task on " + tier), tier));
        }

        assertThat(complete(TaskId.of("task on pro"), "1")).isPaid(1);
        assertThat(complete(TaskId.of("task on PRO"), "1")).isPaid(2);
        assertThat(complete(TaskId.of("task on pro "), "1")).isPaid(3);
    }
}
