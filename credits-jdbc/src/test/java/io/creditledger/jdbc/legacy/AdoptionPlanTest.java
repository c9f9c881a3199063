package io.creditledger.jdbc.legacy;

import static io.creditledger.jdbc.legacy.DirtyTables.AUGUST;
import static io.creditledger.jdbc.legacy.DirtyTables.NEW_YEAR;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.AccountId;
import io.creditledger.jdbc.EveryDatabase;
import io.creditledger.jdbc.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a plan says of small databases, made by hand. */
@EveryDatabase
class AdoptionPlanTest {
    private final DirtyTables tables;

    AdoptionPlanTest(TestDatabase server) {
        this.tables = DirtyTables.emptied(server);
    }

    private AdoptionPlan plan() {
        return tables.adjusting().plan();
    }

    private static void assertThatSamples(AdoptionPlan plan, DirtyKind kind, String... ids) {
        assertThat(plan.dirtyRows())
                .as("%s in %s", kind, plan.dirtyRows())
                .contains(new DirtyRows(kind, ids.length, List.of(ids)));
    }

    @Test
    void spending_that_came_from_credits_that_have_expired_since_is_not_taken_twice() {
        tables.user("ann", 70L);
        tables.transaction("1", "ann", 100L, NEW_YEAR);
        tables.transaction("2", "ann", -80L, "2025-02-01 00:00:00");
        tables.transaction("3", "ann", 50L, AUGUST);

        AdoptionPlan plan = plan();

        PlannedUser ann = new PlannedUser(
                "ann",
                "ann@example.com",
                70L,
                new Tally(2, 150),
                new Tally(1, 80),
                new Tally(1, 100),
                0,
                50,
                20,
                0,
                0,
                0);
        assertThat(plan.largestGaps()).containsExactly(ann);
        assertThat(plan.totals()).isEqualTo(PlanTotals.NONE.plus(ann));
        assertThat(plan.adoption()).isEqualTo(new PlannedAdoption(1, 0, List.of(), Tally.NONE, Tally.NONE, 50, 0, 20));
        assertThat(plan.dirtyRows()).isEmpty();
    }

    @Test
    void rows_of_users_are_dirty_in_several_ways() {
        String tooLong = "u".repeat(AccountId.MAX_LENGTH + 1);
        tables.user("absent", null);
        tables.user("clean", 0L);
        tables.user("negative", -5L);
        tables.user("overdrawn", 0L);
        tables.transaction("1", "overdrawn", -7L, AUGUST);
        tables.user(tooLong, 3L);
        tables.task("1", tooLong, "SUCCEEDED", AUGUST, AUGUST);

        AdoptionPlan plan = plan();

        assertThatSamples(plan, DirtyKind.BALANCE_ABSENT, "absent");
        assertThatSamples(plan, DirtyKind.BALANCE_NEGATIVE, "negative");
        assertThatSamples(plan, DirtyKind.HISTORY_OVERDRAWN, "overdrawn");
        assertThatSamples(plan, DirtyKind.USER_WITHOUT_USABLE_ID, tooLong);
        assertThat(plan.dirtyRows()).hasSize(4);
        assertThat(plan.totals().before()).isEqualTo(-2);
        assertThat(plan.totals().surplus()).isEqualTo(10);
        assertThat(plan.totals().deficit()).isEqualTo(5);
        assertThat(plan.totals().overdrawn()).isEqualTo(7);
        assertThat(plan.adoption().accounts()).isEqualTo(4);
        assertThat(plan.adoption().countOf(RefusalReason.NOT_STORABLE)).isEqualTo(1);
        assertThat(plan.tasks()).isEqualTo(Map.of(TaskFate.LEFT, 1L));
    }

    @Test
    void rows_of_transactions_are_dirty_in_several_ways() {
        String tooLong = "t".repeat(187);
        tables.user("ann", 100L);
        tables.transaction("clean", "ann", 100L, AUGUST);
        tables.transaction("future", "ann", 1L, "2025-10-01 00:00:00");
        tables.transaction("no amount", "ann", null, AUGUST);
        tables.transaction("no date", "ann", 2L, null);
        tables.transaction("nobody", null, 4L, AUGUST);
        tables.transaction("orphan", "zoe", 8L, null);
        tables.transaction("zero", "ann", 0L, AUGUST);
        tables.user("bob", 16L);
        tables.transaction(tooLong, "bob", 16L, AUGUST);

        AdoptionPlan plan = plan();

        assertThatSamples(plan, DirtyKind.DATE_IN_FUTURE, "future");
        assertThatSamples(plan, DirtyKind.AMOUNT_ABSENT, "no amount");
        assertThatSamples(plan, DirtyKind.DATE_ABSENT, "no date");
        assertThatSamples(plan, DirtyKind.TRANSACTION_WITHOUT_USER, "nobody", "orphan");
        assertThatSamples(plan, DirtyKind.TRANSACTION_WITHOUT_USABLE_ID, tooLong);
        assertThat(plan.dirtyRows()).hasSize(5);
        assertThat(plan.totals().receipts()).isEqualTo(new Tally(4, 119));
        assertThat(plan.adoption().refusals())
                .singleElement()
                .satisfies(
                        refused -> assertThat(refused.samples().get(0).user()).isEqualTo("bob"));
    }

    @Test
    void rows_of_tasks_are_dirty_in_several_ways_and_become_different_things() {
        tables.user("ann", 0L);
        tables.task("cancelled", "ann", "CANCELLED", AUGUST, AUGUST);
        tables.task("failed", "ann", "FAILED", AUGUST, AUGUST);
        tables.task("no end", "ann", "SUCCEEDED", AUGUST, null);
        tables.task("no start", "ann", "RUNNING", null, null);
        tables.task("no status", "ann", null, AUGUST, null);
        tables.task("orphan", "zoe", "RUNNING", AUGUST, null);
        tables.task("succeeded", "ann", "SUCCEEDED", AUGUST, AUGUST);
        String tooLong = "k".repeat(129);
        tables.user("bob", 0L);
        tables.task("of bob", "bob", "RUNNING", AUGUST, null);
        tables.task(tooLong, "bob", "RUNNING", AUGUST, null);

        AdoptionPlan plan = plan();

        assertThatSamples(plan, DirtyKind.TASK_WITHOUT_END, "no end");
        assertThatSamples(plan, DirtyKind.TASK_WITHOUT_DATE, "no start");
        assertThatSamples(plan, DirtyKind.TASK_WITHOUT_STATUS, "no status");
        assertThatSamples(plan, DirtyKind.TASK_WITHOUT_USER, "orphan");
        assertThatSamples(plan, DirtyKind.TASK_WITHOUT_USABLE_ID, tooLong);
        assertThat(plan.dirtyRows()).hasSize(5);
        assertThat(plan.tasks())
                .isEqualTo(Map.of(
                        TaskFate.CANCELLED, 1L,
                        TaskFate.FAILED, 1L,
                        TaskFate.COMPLETED, 2L,
                        TaskFate.PREPAID, 2L,
                        TaskFate.LEFT, 3L));
    }

    @Test
    void rows_of_an_upgraded_database_are_dirty_in_more_ways() {
        tables.user("ann", 100L);
        tables.transaction("backwards", "ann", 100L, AUGUST);
        tables.task("unpriced", "ann", "SUCCEEDED", AUGUST, AUGUST);
        tables.task("uncharged", "ann", "SUCCEEDED", AUGUST, AUGUST);
        tables.task("charged", "ann", "SUCCEEDED", AUGUST, AUGUST);
        tables.upgrade();
        tables.execute(
                "update credit_transactions set expires_at = '2025-07-01 00:00:00'",
                "update tasks set credits_deducted = false where id in ('unpriced', 'uncharged')",
                "update tasks set credits_calculated = 40 where id = 'uncharged'");

        AdoptionPlan plan = plan();

        assertThat(plan.isUpgraded()).isTrue();
        assertThatSamples(plan, DirtyKind.EXPIRY_BEFORE_CREATION, "backwards");
        assertThatSamples(plan, DirtyKind.TASK_WITHOUT_PRICE, "unpriced");
        assertThat(plan.dirtyRows()).hasSize(2);
        assertThat(plan.tasks()).isEqualTo(Map.of(TaskFate.UNCHARGED, 1L, TaskFate.COMPLETED, 2L));
        assertThat(plan.totals().expired()).isEqualTo(100);
        assertThat(plan.totals().expiredBefore()).isEqualTo(100);
        assertThat(plan.totals().surplus()).isEqualTo(100);
    }

    @Test
    void an_upgraded_database_without_dirt_leaves_what_it_has() {
        tables.user("ann", 70L);
        tables.transaction("1", "ann", 100L, NEW_YEAR);
        tables.transaction("2", "ann", -80L, "2025-02-01 00:00:00");
        tables.transaction("3", "ann", 50L, AUGUST);
        tables.upgrade();

        PlanTotals totals = plan().totals();

        assertThat(totals.before()).isEqualTo(50);
        assertThat(totals.after()).isEqualTo(50);
        assertThat(totals.expired()).isEqualTo(20);
        assertThat(totals.expiredBefore()).isEqualTo(20);
        assertThat(totals.differences()).isZero();
    }

    @Test
    void only_so_many_samples_and_gaps_are_kept_and_all_are_counted() {
        for (long i = 1; i <= 30; i++) {
            tables.user("user" + (10 + i), i);
            tables.transaction("t" + (10 + i), "user" + (10 + i), null, AUGUST);
        }

        AdoptionPlan plan = tables.adjusting().plan(new ReportLimits(2, 3), null);

        assertThat(plan.dirtyRows()).containsExactly(new DirtyRows(DirtyKind.AMOUNT_ABSENT, 30, List.of("t11", "t12")));
        assertThat(plan.usersWithGaps()).isEqualTo(30);
        assertThat(plan.largestGaps()).extracting(PlannedUser::id).containsExactly("user40", "user39", "user38");
    }

    @Test
    void missing_indexes_are_named() {
        assertThat(plan().tablesWithoutIndex()).containsExactly("credit_transactions", "tasks");

        tables.execute(
                "create index transactions_of_user on credit_transactions (user_id)",
                "create index tasks_by_status on tasks (status, user_id)");

        try {
            assertThat(plan().tablesWithoutIndex()).containsExactly("tasks");
        } finally {
            tables.dropIndex("transactions_of_user", "credit_transactions");
            tables.dropIndex("tasks_by_status", "tasks");
        }
    }

    @Test
    void users_who_have_accounts_already_are_not_planned_again() {
        tables.user("ann", 10L);
        tables.user("bob", 0L);
        tables.user("cat", 5L);
        tables.ledger().open(AccountId.of("cat"));
        assertThat(tables.refusing().plan().adoption().countOf(RefusalReason.DIFFERENCE))
                .isEqualTo(1);

        tables.refusing().adopt();

        PlannedAdoption adoption = plan().adoption();
        assertThat(adoption.alreadyAdopted()).isEqualTo(1);
        assertThat(adoption.accounts()).isEqualTo(1);
        assertThat(adoption.granted()).isEqualTo(new Tally(1, 10));
        assertThat(adoption.countOf(RefusalReason.ACCOUNT_EXISTS)).isEqualTo(1);
    }
}
