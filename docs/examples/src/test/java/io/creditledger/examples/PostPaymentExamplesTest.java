package io.creditledger.examples;

import static io.creditledger.testkit.CreditAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.AccountId;
import io.creditledger.Affordability;
import io.creditledger.Balance;
import io.creditledger.CreditLedger;
import io.creditledger.CreditPolicy;
import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.EntryType;
import io.creditledger.GrantCredits;
import io.creditledger.GrantReceipt;
import io.creditledger.HistoryQuery;
import io.creditledger.IdempotencyConflictException;
import io.creditledger.IdempotencyKey;
import io.creditledger.Output;
import io.creditledger.Shortfall;
import io.creditledger.StartTask;
import io.creditledger.Task;
import io.creditledger.TaskCharge;
import io.creditledger.TaskId;
import io.creditledger.TaskPage;
import io.creditledger.TaskQuery;
import io.creditledger.TaskReceipt;
import io.creditledger.TaskStateException;
import io.creditledger.TaskStatus;
import io.creditledger.Tasks;
import io.creditledger.Tier;
import io.creditledger.testkit.InMemoryCreditLedger;
import io.creditledger.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PostPaymentExamplesTest {
    private final SettableClock clock = SettableClock.at("2026-08-31T09:00:00Z");
    private final CreditLedger ledger = InMemoryCreditLedger.create(clock);
    private final AccountId alice = AccountId.of("alice");

    @BeforeEach
    void open_the_account() {
        ledger.open(alice);
    }

    @Test
    void a_task_is_charged_when_it_is_completed() {
        // snippet: start-task
        Tasks tasks = ledger.tasks();
        Credits estimate = tasks.price(Tier.PRO, Output.of(Duration.ofSeconds(5)));
        TaskReceipt started = tasks.startIfAffordable(
                StartTask.of(alice, TaskId.of("4711"), Tier.PRO).withEstimate(estimate));
        // end

        assertThat(estimate).isEqualTo(Credits.of(70));
        assertThat(started.task().status()).isEqualTo(TaskStatus.RUNNING);
        assertThat(ledger.balance(alice)).hasAvailable(100);

        // snippet: complete-task
        TaskReceipt first = ledger.tasks().complete(TaskId.of("4711"), Duration.ofMillis(5_010));
        TaskReceipt again = ledger.tasks().complete(TaskId.of("4711"), Duration.ofMillis(5_010));
        // end

        assertThat(chargeOf(first).calculated()).isEqualTo(Credits.of(71));
        assertThat(again).isEqualTo(new TaskReceipt(first.task(), true));
        assertThat(ledger.balance(alice)).hasAvailable(29);
        assertThatThrownBy(() -> tasks.complete(TaskId.of("4711"), Duration.ofSeconds(6)))
                .isInstanceOf(IdempotencyConflictException.class)
                .hasMessageContaining("output was 5.01 seconds, is now 6 seconds");
        assertThatThrownBy(() -> tasks.fail(TaskId.of("4711"))).isInstanceOf(TaskStateException.class);
    }

    @Test
    void a_check_counts_what_running_tasks_are_expected_to_cost() {
        ledger.tasks().start(StartTask.of(alice, TaskId.of("1"), Tier.STANDARD).withEstimate(Credits.of(60)));
        List<Credits> offered = new ArrayList<>();

        // snippet: check
        Affordability affordability = ledger.tasks().check(alice, Credits.of(70));
        if (!affordability.isAffordable()) {
            offered.add(affordability.missing());
        }
        // end

        assertThat(affordability.available()).isEqualTo(Credits.of(100));
        assertThat(affordability.running()).isEqualTo(Credits.of(60));
        assertThat(offered).containsExactly(Credits.of(30));
    }

    @ParameterizedTest
    @EnumSource
    void the_page_shows_what_each_rule_does_with_a_shortfall(Shortfall rule) {
        CreditLedger ruled = InMemoryCreditLedger.create(
                CreditPolicy.builder().taskShortfall(rule).build(), clock);
        ruled.open(alice);
        ruled.tasks().start(StartTask.of(alice, TaskId.of("1"), Tier.STANDARD));

        TaskReceipt completed = ruled.tasks().complete(TaskId.of("1"), Duration.ofSeconds(12));

        TaskCharge charge = chargeOf(completed);
        Balance balance = ruled.balance(alice);
        assertThat(Markdown.of("docs/post-payment.md").text())
                .contains("| `%s` | %s | %s | %s | %s | %s | %s |\n"
                        .formatted(
                                rule,
                                charge.deducted(),
                                charge.forgiven(),
                                charge.owed(),
                                charge.isCharged() ? "yes" : "no",
                                balance.available(),
                                balance.debt()));
    }

    @Test
    void the_next_grant_repays_debt_first() {
        ledger.tasks().start(StartTask.of(alice, TaskId.of("1"), Tier.STANDARD));
        ledger.tasks().complete(TaskId.of("1"), Duration.ofSeconds(12));

        // snippet: repay
        GrantReceipt bought =
                ledger.grant(GrantCredits.of(alice, Credits.of(500), "purchase", IdempotencyKey.of("order:815")));
        Credits left = bought.grant().remaining();
        // end

        assertThat(left).isEqualTo(Credits.of(480));
        assertThat(ledger.balance(alice)).hasAvailable(480).hasDebt(0);
        assertThat(ledger.history(alice, HistoryQuery.all().ofType(EntryType.REPAY))
                        .items())
                .extracting(Entry::amount)
                .containsExactly(-20L);
    }

    @Test
    void what_could_not_be_paid_is_settled_later() {
        CreditLedger rejecting = InMemoryCreditLedger.create(
                CreditPolicy.builder().taskShortfall(Shortfall.REJECT).build(), clock);
        rejecting.open(alice);
        rejecting.tasks().start(StartTask.of(alice, TaskId.of("1"), Tier.STANDARD));
        rejecting.tasks().complete(TaskId.of("1"), Duration.ofSeconds(12));

        // snippet: settle
        rejecting.grant(GrantCredits.of(alice, Credits.of(500), "purchase", IdempotencyKey.of("order:815")));
        List<TaskReceipt> charged = rejecting.tasks().settleAll(alice);
        // end

        assertThat(charged).extracting(receipt -> receipt.task().id()).containsExactly(TaskId.of("1"));
        assertThat(rejecting.balance(alice)).hasAvailable(480).hasDebt(0);
    }

    @Test
    void tasks_that_never_ended_are_found_page_by_page() {
        ledger.tasks().start(StartTask.of(alice, TaskId.of("1"), Tier.STANDARD));
        ledger.tasks().start(StartTask.of(alice, TaskId.of("2"), Tier.STANDARD));
        clock.advance(Duration.ofHours(3));
        ledger.tasks().start(StartTask.of(alice, TaskId.of("3"), Tier.STANDARD));
        List<Task> stuck = new ArrayList<>();

        // snippet: find-stuck
        Instant twoHoursAgo = clock.instant().minus(Duration.ofHours(2)).truncatedTo(ChronoUnit.SECONDS);
        TaskQuery query = TaskQuery.of(TaskQuery.Kind.RUNNING).startedBefore(twoHoursAgo);
        Optional<TaskPage> page = Optional.of(ledger.tasks().list(query));
        while (page.isPresent()) {
            stuck.addAll(page.get().tasks());
            page = page.get().next().map(cursor -> ledger.tasks().list(query.after(cursor)));
        }
        // end

        assertThat(stuck).extracting(Task::id).containsExactly(TaskId.of("1"), TaskId.of("2"));
    }

    @Test
    void a_task_that_was_paid_for_before_completes_without_a_charge() {
        // snippet: prepaid
        ledger.tasks()
                .start(StartTask.of(alice, TaskId.of("old"), Tier.STANDARD).prepaid());
        TaskReceipt completed = ledger.tasks().complete(TaskId.of("old"), Duration.ofSeconds(5));
        // end

        assertThat(completed.task().charge()).isNull();
        assertThat(ledger.balance(alice)).hasAvailable(100);
    }

    private static TaskCharge chargeOf(TaskReceipt receipt) {
        return Objects.requireNonNull(receipt.task().charge(), "the task's charge");
    }
}
