package io.creditledger.engine;

import static io.creditledger.Fixtures.ALICE;
import static io.creditledger.Fixtures.BOB;
import static io.creditledger.Fixtures.NOON;
import static io.creditledger.Fixtures.chargeCredits;
import static io.creditledger.Fixtures.grant;
import static io.creditledger.Fixtures.grantCredits;
import static io.creditledger.Fixtures.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.AccountId;
import io.creditledger.AccountNotFoundException;
import io.creditledger.Allocation;
import io.creditledger.ChargeCredits;
import io.creditledger.ChargeReceipt;
import io.creditledger.Command;
import io.creditledger.CompleteTask;
import io.creditledger.CreditPolicy;
import io.creditledger.Credits;
import io.creditledger.EndTask;
import io.creditledger.Entry;
import io.creditledger.ExpireGrants;
import io.creditledger.ExpireReceipt;
import io.creditledger.Expiry;
import io.creditledger.Grant;
import io.creditledger.GrantId;
import io.creditledger.GrantReceipt;
import io.creditledger.IdempotencyConflictException;
import io.creditledger.InsufficientCreditsException;
import io.creditledger.OpenAccount;
import io.creditledger.OpenReceipt;
import io.creditledger.Output;
import io.creditledger.SettleTask;
import io.creditledger.StartTask;
import io.creditledger.Task;
import io.creditledger.TaskId;
import io.creditledger.TaskNotFoundException;
import io.creditledger.TaskReceipt;
import io.creditledger.TaskStateException;
import io.creditledger.TaskStatus;
import io.creditledger.Tier;
import io.creditledger.spi.AccountChange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BatchDecisionTest {
    private final Engine engine = new Engine(CreditPolicy.defaults());
    private final Grant ten = grant("ten", 1, 10);
    private final Grant due = grant("due", 2, 5, Expiry.at(NOON));

    private BatchDecision decide(Map<AccountId, AccountState> states, Command<?>... commands) {
        return BatchDecision.of(engine, new Batch(List.of(commands)), List.copyOf(new TreeMap<>(states).values()));
    }

    private BatchDecision decide(AccountState state, Command<?>... commands) {
        return decide(Map.of(ALICE, state), commands);
    }

    private static <T> T receipt(BatchDecision decision, int index, Class<T> type) {
        Outcome outcome = decision.outcomes().get(index);
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return type.cast(((Outcome.Done) outcome).receipt());
    }

    private static <T> T refusal(BatchDecision decision, int index, Class<T> type) {
        Outcome outcome = decision.outcomes().get(index);
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return type.cast(((Outcome.Refused) outcome).reason());
    }

    private static AccountChange onlyChange(BatchDecision decision) {
        assertThat(decision.changes()).hasSize(1);
        return decision.changes().get(0);
    }

    @Test
    void a_task_can_start_and_complete_in_one_batch_and_is_charged_once() {
        TaskId id = TaskId.of("4711");
        CompleteTask complete = new CompleteTask(ALICE, id, Output.of(Duration.ofSeconds(1)), Credits.of(10));

        BatchDecision decision = decide(States.atNoon(ten), StartTask.of(ALICE, id, Tier.STANDARD), complete, complete);

        Task completed = receipt(decision, 1, TaskReceipt.class).task();
        assertThat(completed.status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(receipt(decision, 2, TaskReceipt.class)).isEqualTo(new TaskReceipt(completed, true));
        assertThat(onlyChange(decision).started()).containsExactly(completed);
        assertThat(onlyChange(decision).moved()).isEmpty();
        assertThat(onlyChange(decision).entries()).hasSize(1);
    }

    @Test
    void a_task_that_was_there_before_moves_without_a_transaction() {
        TaskId id = TaskId.of("4711");
        AccountState started = States.loadedAfter(
                States.atNoon(ten), engine.decide(States.atNoon(ten), StartTask.of(ALICE, id, Tier.PRO)));

        BatchDecision decision = decide(
                started,
                new EndTask(ALICE, id, TaskStatus.CANCELLED),
                new CompleteTask(ALICE, id, Output.units(0), Credits.ZERO));

        assertThat(onlyChange(decision).started()).isEmpty();
        assertThat(onlyChange(decision).moved()).extracting(Task::status).containsExactly(TaskStatus.CANCELLED);
        assertThat(onlyChange(decision).entries()).isEmpty();
        assertThat(onlyChange(decision).account()).isEqualTo(started.account());
        assertThat(refusal(decision, 1, TaskStateException.class).status()).isEqualTo(TaskStatus.CANCELLED);
    }

    @Test
    void a_task_that_was_never_started_is_refused_and_not_created() {
        BatchDecision decision = decide(
                States.atNoon(ten),
                new CompleteTask(ALICE, TaskId.of("4711"), Output.units(0), Credits.ZERO),
                new SettleTask(ALICE, TaskId.of("4711"), Credits.ZERO));

        assertThat(refusal(decision, 0, TaskNotFoundException.class).task()).isEqualTo(TaskId.of("4711"));
        assertThat(refusal(decision, 1, TaskNotFoundException.class).task()).isEqualTo(TaskId.of("4711"));
        assertThat(decision.changes()).isEmpty();
    }

    @Test
    void debt_that_arises_in_a_batch_is_repaid_by_a_grant_that_follows_in_it() {
        TaskId id = TaskId.of("4711");

        BatchDecision decision = decide(
                States.atNoon(ten),
                StartTask.of(ALICE, id, Tier.STANDARD),
                new CompleteTask(ALICE, id, Output.of(Duration.ofSeconds(5)), Credits.of(50)),
                grantCredits(60, "order:1"));

        assertThat(receipt(decision, 2, GrantReceipt.class).grant().remaining()).isEqualTo(Credits.of(20));
        assertThat(onlyChange(decision).account().debt()).isEqualTo(Credits.ZERO);
        assertThat(onlyChange(decision).account().balance()).isEqualTo(Credits.of(20));
    }

    @Test
    void a_charge_can_take_from_a_grant_that_was_made_before_it_in_the_batch() {
        BatchDecision decision = decide(States.atNoon(), grantCredits(50, "order:1"), chargeCredits(30, "task:1"));

        assertThat(receipt(decision, 0, GrantReceipt.class).grant().remaining()).isEqualTo(Credits.of(50));
        assertThat(receipt(decision, 1, ChargeReceipt.class).charge().allocations())
                .containsExactly(new Allocation(new GrantId("order:1"), Credits.of(30)));
        AccountChange change = onlyChange(decision);
        assertThat(change.made()).extracting(Grant::remaining).containsExactly(Credits.of(20));
        assertThat(change.drawn()).isEmpty();
        assertThat(change.entries()).extracting(Entry::seq).containsExactly(2L, 3L);
        assertThat(change.account().balance()).isEqualTo(Credits.of(20));
    }

    @Test
    void a_charge_cannot_take_from_a_grant_that_is_made_after_it_in_the_batch() {
        BatchDecision decision = decide(States.atNoon(), chargeCredits(30, "task:1"), grantCredits(50, "order:1"));

        assertThat(refusal(decision, 0, InsufficientCreditsException.class).available())
                .isEqualTo(Credits.ZERO);
        assertThat(receipt(decision, 1, GrantReceipt.class).isReplay()).isFalse();
        assertThat(onlyChange(decision).entries()).hasSize(1);
    }

    @Test
    void an_account_can_be_opened_and_charged_in_one_batch() {
        BatchDecision decision = decide(States.unopened(), new OpenAccount(ALICE), chargeCredits(60, "task:1"));

        assertThat(receipt(decision, 0, OpenReceipt.class).isReplay()).isFalse();
        assertThat(receipt(decision, 1, ChargeReceipt.class).charge().seq()).isEqualTo(2);
        assertThat(onlyChange(decision).account().balance()).isEqualTo(Credits.of(40));
    }

    @Test
    void a_charge_that_comes_before_the_opening_is_refused() {
        BatchDecision decision = decide(States.unopened(), chargeCredits(60, "task:1"), new OpenAccount(ALICE));

        assertThat(refusal(decision, 0, AccountNotFoundException.class).account())
                .isEqualTo(ALICE);
        assertThat(onlyChange(decision).account().balance()).isEqualTo(Credits.of(100));
    }

    @Test
    void the_second_use_of_a_key_in_a_batch_is_a_replay() {
        BatchDecision decision = decide(States.atNoon(ten), chargeCredits(6, "k"), chargeCredits(6, "k"));

        ChargeReceipt first = receipt(decision, 0, ChargeReceipt.class);
        assertThat(first.isReplay()).isFalse();
        assertThat(receipt(decision, 1, ChargeReceipt.class)).isEqualTo(new ChargeReceipt(first.charge(), true));
        assertThat(onlyChange(decision).entries()).hasSize(1);
        assertThat(onlyChange(decision).drawn()).containsExactly(ten.minus(Credits.of(6)));
    }

    @Test
    void a_key_is_known_whatever_has_been_done_in_between() {
        BatchDecision decision = decide(
                States.atNoon(ten, due), chargeCredits(6, "k"), new ExpireGrants(ALICE, 9), chargeCredits(6, "k"));

        assertThat(receipt(decision, 2, ChargeReceipt.class).isReplay()).isTrue();
        assertThat(onlyChange(decision).account().balance()).isEqualTo(Credits.of(4));
    }

    @Test
    void the_second_use_of_a_key_for_something_else_is_a_conflict() {
        BatchDecision decision =
                decide(States.atNoon(ten), chargeCredits(6, "k"), chargeCredits(7, "k"), chargeCredits(4, "l"));

        assertThat(refusal(decision, 1, IdempotencyConflictException.class).differences())
                .containsExactly("amount was 6, is now 7");
        assertThat(receipt(decision, 2, ChargeReceipt.class).isReplay()).isFalse();
        assertThat(onlyChange(decision).account().balance()).isEqualTo(Credits.ZERO);
    }

    @Test
    void a_refused_command_neither_disturbs_its_neighbours_nor_burns_its_key() {
        BatchDecision decision = decide(
                States.atNoon(ten),
                chargeCredits(4, "a"),
                chargeCredits(7, "b"),
                chargeCredits(5, "c"),
                chargeCredits(1, "b"));

        assertThat(refusal(decision, 1, InsufficientCreditsException.class).available())
                .isEqualTo(Credits.of(6));
        assertThat(receipt(decision, 2, ChargeReceipt.class).charge().seq()).isEqualTo(4);
        assertThat(receipt(decision, 3, ChargeReceipt.class).charge().amount()).isEqualTo(Credits.of(1));
        assertThat(onlyChange(decision).entries()).extracting(Entry::seq).containsExactly(3L, 4L, 5L);
        assertThat(onlyChange(decision).account().lastSeq()).isEqualTo(5);
    }

    @Test
    void several_charges_of_one_grant_are_one_change_of_it() {
        BatchDecision decision =
                decide(States.atNoon(ten), chargeCredits(1, "a"), chargeCredits(2, "b"), chargeCredits(3, "c"));

        assertThat(onlyChange(decision).drawn()).containsExactly(ten.minus(Credits.of(6)));
        assertThat(onlyChange(decision).made()).isEmpty();
    }

    @Test
    void charges_that_together_are_too_much_are_made_as_long_as_they_fit() {
        BatchDecision decision =
                decide(States.atNoon(ten), chargeCredits(6, "a"), chargeCredits(6, "b"), chargeCredits(4, "c"));

        assertThat(decision.outcomes())
                .hasExactlyElementsOfTypes(Outcome.Done.class, Outcome.Refused.class, Outcome.Done.class);
        assertThat(onlyChange(decision).account().balance()).isEqualTo(Credits.ZERO);
    }

    @Test
    void a_sweep_and_a_charge_in_one_batch_leave_each_other_alone() {
        BatchDecision sweepFirst = decide(States.atNoon(ten, due), new ExpireGrants(ALICE, 9), chargeCredits(10, "a"));
        BatchDecision chargeFirst = decide(States.atNoon(ten, due), chargeCredits(10, "a"), new ExpireGrants(ALICE, 9));

        assertThat(receipt(sweepFirst, 0, ExpireReceipt.class)).isEqualTo(receipt(chargeFirst, 1, ExpireReceipt.class));
        assertThat(onlyChange(sweepFirst).drawn())
                .containsExactlyInAnyOrderElementsOf(onlyChange(chargeFirst).drawn());
        assertThat(onlyChange(sweepFirst).account())
                .isEqualTo(onlyChange(chargeFirst).account());
        assertThat(onlyChange(sweepFirst).account().balance()).isEqualTo(Credits.ZERO);
    }

    @Test
    void two_sweeps_in_one_batch_record_each_expiry_once() {
        Grant dueToo = grant("due-too", 3, 7, Expiry.at(NOON));

        BatchDecision decision =
                decide(States.atNoon(due, dueToo), new ExpireGrants(ALICE, 1), new ExpireGrants(ALICE, 9));

        assertThat(receipt(decision, 0, ExpireReceipt.class).credits()).isEqualTo(Credits.of(5));
        assertThat(receipt(decision, 1, ExpireReceipt.class).credits()).isEqualTo(Credits.of(7));
        assertThat(onlyChange(decision).entries()).hasSize(2);
    }

    @Test
    void a_grant_that_is_made_and_spent_in_one_batch_is_written_once_with_nothing_left() {
        BatchDecision decision = decide(States.atNoon(), grantCredits(5, "order:1"), chargeCredits(5, "task:1"));

        assertThat(onlyChange(decision).made())
                .singleElement()
                .satisfies(made -> assertThat(made.isOpen()).isFalse());
    }

    @Test
    void accounts_are_decided_apart_and_answers_come_in_the_order_of_the_commands() {
        BatchDecision decision =
                decide(States.atNoon(ten), ChargeCredits.of(BOB, Credits.of(1), key("k")), chargeCredits(1, "k"));

        assertThat(refusal(decision, 0, AccountNotFoundException.class).account())
                .isEqualTo(BOB);
        assertThat(receipt(decision, 1, ChargeReceipt.class).account()).isEqualTo(ALICE);
        assertThat(decision.changes())
                .extracting(change -> change.account().id())
                .containsExactly(ALICE);
    }

    @Test
    void a_batch_of_refusals_and_replays_changes_nothing() {
        AccountState before = States.atNoon(ten);
        AccountState after = States.loadedAfter(before, engine.decide(before, chargeCredits(10, "a")));

        BatchDecision decision = decide(after, chargeCredits(10, "a"), chargeCredits(1, "b"));

        assertThat(decision.outcomes()).hasExactlyElementsOfTypes(Outcome.Done.class, Outcome.Refused.class);
        assertThat(decision.changes()).isEmpty();
    }
}
