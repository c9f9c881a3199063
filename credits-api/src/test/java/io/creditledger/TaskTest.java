package io.creditledger;

import static io.creditledger.Fixtures.ALICE;
import static io.creditledger.Fixtures.BOB;
import static io.creditledger.Fixtures.NOON;
import static io.creditledger.Fixtures.TOMORROW;
import static io.creditledger.Fixtures.YESTERDAY;
import static io.creditledger.Fixtures.absent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import nl.jqno.equalsverifier.EqualsVerifier;
import nl.jqno.equalsverifier.Warning;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskTest {
    private static final TaskId ID = TaskId.of("4711");
    private static final Output OUTPUT = Output.of(Duration.ofSeconds(5));
    private static final TaskCharge UNPAID = TaskCharge.unpaid(Credits.of(50));
    private static final TaskCharge PAID = charge(50, 30, 5, 15, TOMORROW);

    private static Task task(
            TaskStatus status,
            boolean prepaid,
            @Nullable Instant endedAt,
            @Nullable Output output,
            @Nullable TaskCharge charge) {
        return new Task(ALICE, ID, Tier.PRO, "2026", null, prepaid, status, NOON, endedAt, output, charge);
    }

    private static TaskCharge charge(long calculated, long deducted, long forgiven, long owed, @Nullable Instant at) {
        return new TaskCharge(Credits.of(calculated), Credits.of(deducted), Credits.of(forgiven), Credits.of(owed), at);
    }

    @Nested
    class States {
        @Test
        void a_running_task_has_neither_end_nor_output_nor_charge() {
            assertThat(task(TaskStatus.RUNNING, false, null, null, null).isUncharged())
                    .isFalse();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> task(TaskStatus.RUNNING, false, NOON, null, null))
                    .withMessage("a task ends when it stops running, but is RUNNING and ended at " + NOON);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> task(TaskStatus.RUNNING, false, null, OUTPUT, null))
                    .withMessage("only completed tasks have an output, but a RUNNING one has 5 seconds");
        }

        @Test
        void a_completed_task_has_all_three() {
            assertThat(task(TaskStatus.COMPLETED, false, NOON, OUTPUT, UNPAID).isUncharged())
                    .isTrue();
            assertThat(task(TaskStatus.COMPLETED, false, NOON, OUTPUT, PAID).isUncharged())
                    .isFalse();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> task(TaskStatus.COMPLETED, false, null, OUTPUT, PAID))
                    .withMessage("a task ends when it stops running, but is COMPLETED and ended at null");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> task(TaskStatus.COMPLETED, false, NOON, OUTPUT, null))
                    .withMessageStartingWith(
                            "exactly completed tasks that are not prepaid have a charge, but a COMPLETED");
        }

        @Test
        void a_task_that_was_completed_before_the_ledger_may_have_no_known_output() {
            assertThat(task(TaskStatus.COMPLETED, true, NOON, null, null).output())
                    .isNull();
            assertThat(task(TaskStatus.COMPLETED, false, NOON, null, UNPAID).isUncharged())
                    .isTrue();
        }

        @Test
        void a_prepaid_task_never_has_a_charge() {
            assertThat(task(TaskStatus.COMPLETED, true, NOON, OUTPUT, null).isUncharged())
                    .isFalse();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> task(TaskStatus.COMPLETED, true, NOON, OUTPUT, PAID))
                    .withMessageContaining("but a COMPLETED prepaid one has ");
        }

        @ParameterizedTest
        @EnumSource(names = {"FAILED", "CANCELLED"})
        void a_task_without_a_result_has_an_end_alone(TaskStatus status) {
            assertThat(task(status, false, NOON, null, null).endedAt()).isEqualTo(NOON);
            assertThatIllegalArgumentException().isThrownBy(() -> task(status, false, NOON, OUTPUT, null));
            assertThatIllegalArgumentException().isThrownBy(() -> task(status, false, NOON, null, UNPAID));
            assertThatIllegalArgumentException().isThrownBy(() -> task(status, false, null, null, null));
        }

        @Test
        void a_task_does_not_end_before_it_starts() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> task(TaskStatus.FAILED, false, YESTERDAY, null, null))
                    .withMessage("a task ends after it starts, but started at " + NOON + " and ended at " + YESTERDAY);
        }
    }

    @Nested
    class Charges {
        @Test
        void are_settled_to_the_last_credit() {
            assertThat(PAID.isCharged()).isTrue();
            assertThat(PAID.shortfall()).isEqualTo(Credits.of(20));
            assertThat(charge(0, 0, 0, 0, NOON).isCharged()).isTrue();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> charge(50, 30, 5, 14, NOON))
                    .withMessage("deducted 30, forgiven 5 and owed 14 credits must sum to 50, but sum to 49");
        }

        @Test
        void are_not_settled_at_all_until_they_are_charged() {
            assertThat(UNPAID.isCharged()).isFalse();
            assertThat(UNPAID.calculated()).isEqualTo(Credits.of(50));
            assertThat(UNPAID.shortfall()).isEqualTo(Credits.ZERO);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> charge(50, 50, 0, 0, null))
                    .withMessage("deducted 50, forgiven 0 and owed 0 credits must sum to 0, but sum to 50");
        }
    }

    @Nested
    class Affordable {
        private Affordability affordability(long available, long required, long running, long reserved) {
            return new Affordability(
                    ALICE, Credits.of(available), Credits.of(required), Credits.of(running), Credits.of(reserved));
        }

        @Test
        void is_what_leaves_nothing_missing() {
            assertThat(affordability(50, 50, 0, 0).isAffordable()).isTrue();
            assertThat(affordability(0, 0, 0, 0).isAffordable()).isTrue();
            assertThat(affordability(49, 50, 0, 0).isAffordable()).isFalse();
            assertThat(affordability(49, 50, 0, 0).missing()).isEqualTo(Credits.of(1));
        }

        @Test
        void is_what_running_tasks_leave_where_they_count() {
            assertThat(affordability(100, 50, 51, 51).free()).isEqualTo(Credits.of(49));
            assertThat(affordability(100, 50, 51, 51).missing()).isEqualTo(Credits.of(1));
            assertThat(affordability(100, 50, 51, 0).missing()).isEqualTo(Credits.ZERO);
            assertThat(affordability(100, 50, 101, 101).free()).isEqualTo(Credits.ZERO);
            assertThat(affordability(100, 50, 101, 101).missing()).isEqualTo(Credits.of(50));
        }
    }

    @Nested
    class Queries {
        @Test
        void begin_with_the_first_hundred_of_all_accounts() {
            assertThat(TaskQuery.of(TaskQuery.Kind.RUNNING))
                    .isEqualTo(new TaskQuery(TaskQuery.Kind.RUNNING, null, null, null, 100));
        }

        @Test
        void say_all_that_they_are_told() {
            TaskCursor cursor = new TaskCursor(BOB, ID);

            assertThat(TaskQuery.of(TaskQuery.Kind.ANY)
                            .of(ALICE)
                            .startedBefore(NOON)
                            .after(cursor)
                            .limit(7))
                    .isEqualTo(new TaskQuery(TaskQuery.Kind.ANY, ALICE, NOON, cursor, 7));
        }

        @ParameterizedTest
        @ValueSource(ints = {-1, 0, 1_001})
        void have_a_limit_within_bounds(int limit) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TaskQuery.of(TaskQuery.Kind.ANY).limit(limit))
                    .withMessage("limit must be from 1 to 1000, but was " + limit);
        }

        @Test
        void have_a_bound_that_can_be_stored() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TaskQuery.of(TaskQuery.Kind.ANY).startedBefore(Instant.MAX))
                    .withMessageStartingWith("startedBefore must lie between");
        }

        @Test
        void are_answered_with_pages_that_keep_their_tasks() {
            List<Task> tasks = new ArrayList<>(List.of(task(TaskStatus.RUNNING, false, null, null, null)));
            TaskPage page = new TaskPage(tasks, null);
            tasks.clear();

            assertThat(page.tasks()).hasSize(1);
            assertThat(page.next()).isEmpty();
            assertThat(new TaskPage(tasks, new TaskCursor(ALICE, ID)).next()).contains(new TaskCursor(ALICE, ID));
        }
    }

    @Nested
    class Commands {
        @Test
        void to_start_a_task_say_all_that_they_are_told() {
            assertThat(StartTask.of(ALICE, ID, Tier.PRO)).isEqualTo(new StartTask(ALICE, ID, Tier.PRO, null, false));
            assertThat(StartTask.of(ALICE, ID, Tier.PRO)
                            .withEstimate(Credits.of(9))
                            .prepaid())
                    .isEqualTo(new StartTask(ALICE, ID, Tier.PRO, Credits.of(9), true));
        }

        @ParameterizedTest
        @EnumSource(names = {"RUNNING", "COMPLETED"})
        void to_end_a_task_without_a_result_know_two_ways(TaskStatus status) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new EndTask(ALICE, ID, status))
                    .withMessage("a task without a result ends as FAILED or CANCELLED, but was asked to be " + status);
        }

        @Test
        void are_answered_with_the_task() {
            assertThat(new CompleteTask(ALICE, ID, OUTPUT, Credits.ZERO).receiptType())
                    .isEqualTo(TaskReceipt.class);
            assertThat(new TaskReceipt(task(TaskStatus.RUNNING, false, null, null, null), false).account())
                    .isEqualTo(ALICE);
        }
    }

    @Test
    void values_are_equal_if_their_parts_are() {
        EqualsVerifier.forClass(TaskCursor.class).suppress(Warning.NULL_FIELDS).verify();
        assertThat(task(TaskStatus.COMPLETED, false, NOON, OUTPUT, PAID))
                .isEqualTo(task(TaskStatus.COMPLETED, false, NOON, OUTPUT, charge(50, 30, 5, 15, TOMORROW)))
                .isNotEqualTo(task(TaskStatus.COMPLETED, false, NOON, OUTPUT, UNPAID));
    }

    @Test
    void nulls_are_refused_by_name() {
        Credits one = Credits.of(1);
        assertMissing("account", () -> new StartTask(absent(), ID, Tier.PRO, null, false));
        assertMissing("task", () -> new StartTask(ALICE, absent(), Tier.PRO, null, false));
        assertMissing("tier", () -> new StartTask(ALICE, ID, absent(), null, false));
        assertMissing("credits", () -> StartTask.of(ALICE, ID, Tier.PRO).withEstimate(absent()));
        assertMissing("output", () -> new CompleteTask(ALICE, ID, absent(), one));
        assertMissing("needed", () -> new CompleteTask(ALICE, ID, OUTPUT, absent()));
        assertMissing("needed", () -> new SettleTask(ALICE, ID, absent()));
        assertMissing("task", () -> new EndTask(ALICE, absent(), TaskStatus.FAILED));
        assertMissing("calculated", () -> new TaskCharge(absent(), one, one, one, null));
        assertMissing("deducted", () -> new TaskCharge(one, absent(), one, one, null));
        assertMissing("forgiven", () -> new TaskCharge(one, one, absent(), one, null));
        assertMissing("owed", () -> new TaskCharge(one, one, one, absent(), null));
        assertMissing("available", () -> new Affordability(ALICE, absent(), one, one, one));
        assertMissing("required", () -> new Affordability(ALICE, one, absent(), one, one));
        assertMissing("running", () -> new Affordability(ALICE, one, one, absent(), one));
        assertMissing("reserved", () -> new Affordability(ALICE, one, one, one, absent()));
        assertMissing("status", () -> task(absent(), false, null, null, null));
        assertMissing("kind", () -> TaskQuery.of(Fixtures.<TaskQuery.Kind>absent()));
        assertMissing("id", () -> TaskQuery.of(TaskQuery.Kind.ANY).of(Fixtures.<AccountId>absent()));
        assertMissing("instant", () -> TaskQuery.of(TaskQuery.Kind.ANY).startedBefore(absent()));
        assertMissing("cursor", () -> TaskQuery.of(TaskQuery.Kind.ANY).after(absent()));
        assertMissing("task", () -> new TaskCursor(ALICE, absent()));
        assertMissing("task", () -> new TaskReceipt(absent(), false));
    }

    private static void assertMissing(String name, Runnable construction) {
        assertThatNullPointerException().isThrownBy(construction::run).withMessage(name);
    }
}
