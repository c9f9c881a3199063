package io.creditledger.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.AccountId;
import io.creditledger.Credits;
import io.creditledger.Output;
import io.creditledger.Shortfall;
import io.creditledger.StartTask;
import io.creditledger.Task;
import io.creditledger.TaskCursor;
import io.creditledger.TaskId;
import io.creditledger.TaskPage;
import io.creditledger.TaskQuery;
import io.creditledger.TaskQuery.Kind;
import io.creditledger.Tier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How tasks are found: those that wait to be charged, those that never ended, those that were charged. */
abstract class TaskListContract extends TaskSuite {
    /** Alice's tasks are one of each kind, of which some cannot be paid; Bob's are one that runs and one that is charged. */
    @BeforeEach
    void liveAWhile() {
        ruleTasks(Shortfall.REJECT);
        open(BOB);
        grant(ALICE, 100, "order-1");
        grant(BOB, 100, "order-1");
        startAll(ALICE, "charged", "failed", "cancelled", "uncharged", "running", "prepaid-later");
        startAll(BOB, "bobs-charged", "bobs-running");
        clock.advance(Duration.ofHours(1));
        ledger.tasks().start(startOf(TaskId.of("prepaid")).prepaid());
        complete(TaskId.of("charged"), "9");
        complete(TaskId.of("uncharged"), "5");
        complete(TaskId.of("prepaid"), "5");
        complete(TaskId.of("bobs-charged"), "1");
        ledger.tasks().fail(TaskId.of("failed"));
        ledger.tasks().cancel(TaskId.of("cancelled"));
    }

    private void startAll(AccountId account, String... tasks) {
        for (String task : tasks) {
            ledger.tasks().start(StartTask.of(account, TaskId.of(task), Tier.STANDARD));
            clock.advance(Duration.ofMinutes(1));
        }
    }

    private List<String> names(TaskQuery query) {
        return list(query).stream().map(task -> task.id().value()).toList();
    }

    private static TaskQuery of(Kind kind) {
        return TaskQuery.of(kind);
    }

    @Test
    void completed_but_uncharged_tasks_are_found() {
        assertThat(names(of(Kind.UNCHARGED))).containsExactly("uncharged");
        assertThat(list(of(Kind.UNCHARGED))).containsExactly(find(TaskId.of("uncharged")));

        grant(ALICE, 100, "order-2");
        ledger.tasks().settle(TaskId.of("uncharged"));

        assertThat(names(of(Kind.UNCHARGED))).isEmpty();
        assertThat(names(of(Kind.CHARGED).of(ALICE))).containsExactlyInAnyOrder("charged", "uncharged");
    }

    @Test
    void tasks_that_have_not_ended_are_found() {
        assertThat(names(of(Kind.RUNNING))).containsExactlyInAnyOrder("running", "prepaid-later", "bobs-running");
        assertThat(names(of(Kind.RUNNING).of(BOB))).containsExactly("bobs-running");
    }

    @Test
    void tasks_that_started_too_long_ago_and_never_ended_are_found() {
        Instant started = find(TaskId.of("running")).startedAt();

        assertThat(names(of(Kind.RUNNING).startedBefore(started))).isEmpty();
        assertThat(names(of(Kind.RUNNING).startedBefore(started.plusNanos(1_000))))
                .containsExactly("running");
        assertThat(names(of(Kind.RUNNING)
                        .startedBefore(started.plus(Duration.ofMinutes(2)).plusNanos(1_000))))
                .containsExactlyInAnyOrder("running", "prepaid-later");
        assertThat(names(of(Kind.RUNNING).of(BOB).startedBefore(clock.instant())))
                .containsExactly("bobs-running");
    }

    @Test
    void charged_tasks_tell_what_they_cost() {
        assertThat(names(of(Kind.CHARGED))).containsExactlyInAnyOrder("charged", "bobs-charged");
        assertThat(list(of(Kind.CHARGED).of(ALICE))).singleElement().satisfies(task -> {
            assertThat(task).isEqualTo(find(TaskId.of("charged")));
            assertThat(task.output()).isEqualTo(Output.of(Duration.ofSeconds(9)));
            assertThat(task.charge())
                    .satisfies(charge -> assertThat(charge.deducted()).isEqualTo(Credits.of(90)));
        });
    }

    @Test
    void all_tasks_are_found_and_those_of_one_account() {
        assertThat(names(of(Kind.ANY))).hasSize(9);
        assertThat(names(of(Kind.ANY).of(BOB))).containsExactlyInAnyOrder("bobs-charged", "bobs-running");
        assertThat(names(of(Kind.ANY).of(AccountId.of("carol")))).isEmpty();
        assertThat(names(of(Kind.ANY).of(AccountId.of("ALICE")))).isEmpty();
    }

    @Test
    void pages_of_every_size_list_every_task_once_and_in_one_order() {
        List<Task> all = list(of(Kind.ANY));
        List<Task> alices = list(of(Kind.ANY).of(ALICE));
        List<Task> running = list(of(Kind.RUNNING));

        for (int size = 1; size <= all.size() + 1; size++) {
            assertThat(inPages(of(Kind.ANY).limit(size)))
                    .as("pages of %d", size)
                    .isEqualTo(all);
            assertThat(inPages(of(Kind.ANY).of(ALICE).limit(size))).isEqualTo(alices);
            assertThat(inPages(of(Kind.RUNNING).limit(size))).isEqualTo(running);
        }
        assertThat(all).hasSize(9).doesNotHaveDuplicates();
    }

    private List<Task> inPages(TaskQuery query) {
        List<Task> tasks = new ArrayList<>();
        TaskPage page = ledger.tasks().list(query);
        tasks.addAll(page.tasks());
        Optional<TaskCursor> next = page.next();
        while (next.isPresent()) {
            page = ledger.tasks().list(query.after(next.get()));
            assertThat(page.tasks()).hasSizeBetween(1, query.limit());
            tasks.addAll(page.tasks());
            next = page.next();
        }
        return tasks;
    }

    @Test
    void a_page_that_takes_all_says_that_nothing_follows() {
        assertThat(ledger.tasks().list(of(Kind.ANY).limit(9)).next()).isEmpty();
        assertThat(ledger.tasks().list(of(Kind.ANY).limit(8)).next()).isPresent();
    }

    @Test
    void a_task_that_ends_between_two_pages_does_not_move_the_later_page() {
        List<Task> running = list(of(Kind.RUNNING));
        TaskPage first = ledger.tasks().list(of(Kind.RUNNING).limit(1));
        ledger.tasks().cancel(running.get(0).id());

        TaskPage rest = ledger.tasks().list(of(Kind.RUNNING).after(first.next().orElseThrow()));

        assertThat(rest.tasks()).isEqualTo(running.subList(1, 3));
    }
}
