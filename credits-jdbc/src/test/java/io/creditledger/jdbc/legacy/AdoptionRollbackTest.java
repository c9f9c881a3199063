package io.creditledger.jdbc.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.AccountId;
import io.creditledger.CreditLedger;
import io.creditledger.Credits;
import io.creditledger.IdempotencyKey;
import io.creditledger.Output;
import io.creditledger.RunId;
import io.creditledger.StartTask;
import io.creditledger.TaskId;
import io.creditledger.Tier;
import io.creditledger.jdbc.EveryDatabase;
import io.creditledger.jdbc.TestDatabase;
import io.creditledger.jdbc.legacy.LegacyRows.Task;
import io.creditledger.jdbc.legacy.LegacyRows.Transaction;
import io.creditledger.jdbc.legacy.LegacyRows.User;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Taking an adoption back. */
@EveryDatabase
class AdoptionRollbackTest {
    private static final AccountId ONE = AccountId.of("1");
    private static final TaskId RUNNING = TaskId.of("11");
    private static final LegacyRows ROWS = new LegacyRows(
            List.of(new User(1, 100L), new User(2, 7L), new User(3, 0L)),
            List.of(
                    new Transaction(1, 1, 100L, AdoptionDatabase.NOW.minusSeconds(100)),
                    new Transaction(2, 2, 8L, AdoptionDatabase.NOW.minusSeconds(100)),
                    new Transaction(3, 2, -2L, AdoptionDatabase.NOW.minusSeconds(50))),
            List.of(new Task(11, 1, "RUNNING", AdoptionDatabase.NOW.minusSeconds(60), null)));

    private final AdoptionDatabase database;
    private final LegacyAdoption adoption;
    private final Map<String, List<String>> before;

    AdoptionRollbackTest(TestDatabase server) {
        database = AdoptionDatabase.with(server, ROWS);
        adoption = LegacyAdoption.into(
                database.ledger(), AdoptionSettings.adjusting().withBatchSize(2));
        before = AdoptionDump.of(database.host());
    }

    private RunId adopt() {
        return Objects.requireNonNull(adoption.adopt().run());
    }

    @Test
    void afterwards_every_row_is_as_before_and_the_users_can_be_adopted_again() {
        RunId run = adopt();
        Map<String, List<String>> adopted = AdoptionDump.of(database.host(), run);

        RollbackResult result = adoption.rollback(run);

        assertThat(result).isEqualTo(new RollbackResult(run, 3));
        assertThat(AdoptionDump.of(database.host())).isEqualTo(before);
        assertThat(AdoptionDump.of(database.host(), adopt())).isEqualTo(adopted);
    }

    @Test
    void what_else_is_in_the_ledger_stays() {
        AccountId other = AccountId.of("somebody else");
        database.ledger().open(other);
        Map<String, List<String>> opened = AdoptionDump.of(database.host());

        adoption.rollback(adopt());

        assertThat(AdoptionDump.of(database.host())).isEqualTo(opened);
    }

    @Test
    void a_run_that_is_not_known_is_refused_as_is_one_that_was_taken_back() {
        RunId run = adopt();
        adoption.rollback(run);

        assertThatThrownBy(() -> adoption.rollback(run))
                .isInstanceOf(RollbackRefusedException.class)
                .hasMessage("there is no run " + run + " in credit_adoption; it may have been rolled back");
        assertThat(AdoptionDump.of(database.host())).isEqualTo(before);
    }

    @Test
    void a_run_that_is_not_finished_can_be_taken_back() {
        assertThatThrownBy(() -> adoption.adopt(progress -> {
                    throw new IllegalStateException("enough");
                }))
                .hasMessage("enough");
        RunId run = RunId.of(Objects.requireNonNull(database.host()
                .query("select run_id from credit_adoption")
                .get(0)
                .get("run_id")));

        assertThat(adoption.rollback(run).accounts()).isEqualTo(2);

        assertThat(AdoptionDump.of(database.host())).isEqualTo(before);
    }

    @Test
    void while_a_run_is_being_taken_back_nobody_is_adopted() {
        RunId run = adopt();
        TestDatabase.execute(database.dataSource(), "update credit_adoption set state = 'ROLLING_BACK'");

        assertThatThrownBy(adoption::adopt)
                .isInstanceOf(AdoptionRefusedException.class)
                .hasMessage("run " + run + " is being rolled back; call rollback again until that is done");
        adoption.rollback(run);
        assertThat(AdoptionDump.of(database.host())).isEqualTo(before);
    }

    @Test
    void while_another_run_is_not_done_none_is_taken_back() {
        RunId first = adopt();
        database.host()
                .insert(new LegacyRows(
                        List.of(new User(4, 0L), new User(5, 0L), new User(6, 0L)), List.of(), List.of()));
        AtomicReference<RunId> second = new AtomicReference<>();
        assertThatThrownBy(() -> adoption.adopt(progress -> {
                    second.set(progress.run());
                    throw new IllegalStateException("enough");
                }))
                .hasMessage("enough");

        assertThatThrownBy(() -> adoption.rollback(first))
                .isInstanceOf(RollbackRefusedException.class)
                .hasMessage("run " + first + " can be rolled back only while no other run is unfinished, but run "
                        + second + " is RUNNING; finish it, or roll it back, first");

        adoption.adopt();
        adoption.rollback(first);
        adoption.rollback(Objects.requireNonNull(second.get()));
        assertThat(database.ledgers().count("select count(*) from credit_account"))
                .isZero();
    }

    @Test
    void an_account_that_was_charged_since_keeps_all_of_its_run() {
        assertThatItIsKept(
                ledger -> ledger.charge(ONE, Credits.of(1), IdempotencyKey.of("order:1")),
                "it has 1 transactions since");
    }

    @Test
    void an_account_that_started_a_task_since_keeps_all_of_its_run() {
        assertThatItIsKept(
                ledger -> ledger.tasks().start(StartTask.of(ONE, TaskId.of("new"), Tier.STANDARD)),
                "tasks of it have started or moved on since");
    }

    @Test
    void an_account_whose_task_was_completed_since_keeps_all_of_its_run() {
        assertThatItIsKept(
                ledger -> ledger.tasks().complete(RUNNING, Output.of(Duration.ofSeconds(5))),
                "tasks of it have started or moved on since");
    }

    private void assertThatItIsKept(Consumer<CreditLedger> life, String reason) {
        RunId run = adopt();
        life.accept(database.ledger());
        Map<String, List<String>> lived = AdoptionDump.of(database.host());

        assertThatExceptionOfType(RollbackRefusedException.class)
                .isThrownBy(() -> adoption.rollback(run))
                .withMessage("run " + run + " can be rolled back only while none of its accounts has lived on, but 1"
                        + " have, such as '1': " + reason)
                .satisfies(refused -> {
                    assertThat(refused.run()).isEqualTo(run);
                    assertThat(refused.livedAccounts()).isOne();
                    assertThat(refused.listed()).containsExactly(new LivedAccount(ONE, reason));
                });
        assertThat(AdoptionDump.of(database.host())).isEqualTo(lived);
    }
}
