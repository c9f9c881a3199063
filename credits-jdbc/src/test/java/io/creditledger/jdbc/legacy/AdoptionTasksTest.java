package io.creditledger.jdbc.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.AccountId;
import io.creditledger.CreditLedger;
import io.creditledger.Credits;
import io.creditledger.Output;
import io.creditledger.Task;
import io.creditledger.TaskId;
import io.creditledger.TaskQuery;
import io.creditledger.TaskReceipt;
import io.creditledger.TaskStatus;
import io.creditledger.jdbc.EveryDatabase;
import io.creditledger.jdbc.TestDatabase;
import io.creditledger.jdbc.legacy.LegacyRows.Transaction;
import io.creditledger.jdbc.legacy.LegacyRows.User;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of a host's tasks. */
@EveryDatabase
class AdoptionTasksTest {
    private static final AccountId ONE = AccountId.of("1");
    private static final Instant NOW = AdoptionDatabase.NOW;
    private static final Instant BEGUN = NOW.minus(Duration.ofDays(3));
    private static final Instant ENDED = BEGUN.plusSeconds(90);

    private final TestDatabase server;

    AdoptionTasksTest(TestDatabase server) {
        this.server = server;
    }

    private static LegacyRows.Task task(int number, String status, @Nullable Instant completedAt) {
        return new LegacyRows.Task(number, 1, status, BEGUN, completedAt);
    }

    private AdoptionDatabase database(LegacyRows.Task... tasks) {
        LegacyRows rows = new LegacyRows(
                List.of(new User(1, 100L)),
                List.of(new Transaction(1, 1, 100L, NOW.minusSeconds(100))),
                List.of(tasks));
        return AdoptionDatabase.with(server, rows);
    }

    private static List<Task> tasks(AdoptionDatabase database) {
        return database.ledger().tasks().list(TaskQuery.of(TaskQuery.Kind.ANY)).tasks();
    }

    @Test
    void each_status_of_the_host_has_one_of_the_ledger_and_nothing_is_charged_for_it() {
        AdoptionDatabase database = database(
                task(1, "SUCCEEDED", ENDED),
                task(2, "SUCCEEDED", null),
                task(3, "SUCCEEDED", BEGUN.minusSeconds(1)),
                task(4, "FAILED", ENDED),
                task(5, "ERROR", null),
                task(6, "CANCELLED", ENDED),
                task(7, "CANCELED", null),
                task(8, "PENDING", null),
                task(9, "whatever", ENDED));

        AdoptionResult result = database.adjusting().adopt();

        assertThat(result.tasks()).isEqualTo(9);
        assertThat(tasks(database))
                .allMatch(Task::isPrepaid)
                .allMatch(task -> task.account().equals(ONE))
                .allMatch(task -> task.startedAt().equals(BEGUN))
                .allMatch(task -> task.output() == null && task.charge() == null)
                .extracting(task -> task.id() + " " + task.status() + " " + task.endedAt())
                .containsExactlyInAnyOrder(
                        "1 COMPLETED " + ENDED,
                        "2 COMPLETED " + BEGUN,
                        "3 COMPLETED " + BEGUN,
                        "4 FAILED " + ENDED,
                        "5 FAILED " + BEGUN,
                        "6 CANCELLED " + ENDED,
                        "7 CANCELLED " + BEGUN,
                        "8 RUNNING null",
                        "9 RUNNING null");
        database.ledgers().assertInvariants();
    }

    @Test
    void the_host_names_the_statuses_that_it_has_for_what_ended() {
        AdoptionDatabase database =
                database(task(1, "FAILED", ENDED), task(2, "broken", ENDED), task(3, "gone", ENDED));

        LegacyAdoption.into(
                        database.ledger(),
                        AdoptionSettings.adjusting().withFailed("broken").withCancelled("gone"))
                .adopt();

        assertThat(tasks(database))
                .extracting(task -> task.id() + " " + task.status())
                .containsExactlyInAnyOrder("1 RUNNING", "2 FAILED", "3 CANCELLED");
    }

    @Test
    void completing_an_adopted_task_charges_nothing() {
        AdoptionDatabase database = database(task(1, "PROCESSING", null));
        database.adjusting().adopt();
        CreditLedger ledger = database.ledger();

        TaskReceipt completed = ledger.tasks().complete(TaskId.of("1"), Duration.ofSeconds(5));

        assertThat(completed.task().status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(ledger.balance(ONE).available()).isEqualTo(Credits.of(100));
        database.ledgers().assertInvariants();
    }

    @Test
    void a_completion_that_the_host_has_seen_before_is_a_repeat() {
        AdoptionDatabase database = database(task(1, "SUCCEEDED", ENDED));
        database.adjusting().adopt();

        TaskReceipt repeated = database.ledger().tasks().complete(TaskId.of("1"), Duration.ofSeconds(5));

        assertThat(repeated.isReplay()).isTrue();
        assertThat(database.ledger().balance(ONE).available()).isEqualTo(Credits.of(100));
    }

    @Test
    void a_task_that_was_completed_and_not_charged_waits_to_be_settled() {
        AdoptionDatabase database = database(
                task(1, "SUCCEEDED", ENDED),
                task(2, "SUCCEEDED", ENDED),
                task(3, "SUCCEEDED", ENDED),
                task(4, "SUCCEEDED", ENDED),
                task(5, "SUCCEEDED", ENDED));
        database.upgrade(NOW);
        TestDatabase.execute(
                database.dataSource(),
                "update tasks set output_duration_seconds = 2.5, credits_calculated = 20, credits_deducted = true"
                        + " where id = 1",
                "update tasks set output_duration_seconds = 2.5, credits_calculated = 20, credits_deducted = false"
                        + " where id = 2",
                "update tasks set output_duration_seconds = 1.3, credits_deducted = false where id = 3",
                "update tasks set credits_calculated = 7, credits_deducted = false where id = 4",
                "update tasks set credits_deducted = false where id = 5");

        AdoptionResult result = database.adjusting().adopt();

        assertThat(result.dirtyRows()).as("one cannot be priced").isOne();
        CreditLedger ledger = database.ledger();
        assertThat(tasks(database))
                .filteredOn(task -> task.id().value().equals("1"))
                .singleElement()
                .extracting(Task::output)
                .isEqualTo(Output.seconds(new BigDecimal("2.5")));
        assertThat(ledger.tasks().list(TaskQuery.of(TaskQuery.Kind.UNCHARGED)).tasks())
                .extracting(task -> task.id().value())
                .containsExactlyInAnyOrder("2", "3", "4");
        assertThat(ledger.tasks().settleAll(ONE)).hasSize(3);
        assertThat(ledger.balance(ONE).available()).isEqualTo(Credits.of(100 - 20 - 13 - 7));
        database.ledgers().assertInvariants();
    }

    @Test
    void a_user_with_very_many_tasks_is_written_in_parts() {
        List<LegacyRows.Task> many = new ArrayList<>();
        for (int number = 1; number <= 5_200; number++) {
            many.add(task(number, number % 2 == 0 ? "SUCCEEDED" : "RUNNING", ENDED));
        }
        AdoptionDatabase database = database(many.toArray(LegacyRows.Task[]::new));

        AdoptionResult result = database.adjusting().adopt();

        assertThat(result.tasks()).isEqualTo(5_200);
        assertThat(database.ledgers().count("select count(*) from credit_task")).isEqualTo(5_200);
        assertThat(database.ledgers().count("select running_tasks from credit_adopted_account"))
                .isEqualTo(2_600);
    }
}
