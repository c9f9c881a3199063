package io.creditledger.jdbc.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.creditledger.CreditPolicy;
import io.creditledger.jdbc.CreditSchema;
import io.creditledger.jdbc.EveryDatabase;
import io.creditledger.jdbc.JdbcCreditLedger;
import io.creditledger.jdbc.TestDatabase;
import io.creditledger.jdbc.legacy.LegacyRows.Transaction;
import io.creditledger.jdbc.legacy.LegacyRows.User;
import io.creditledger.testkit.SettableClock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Plans of databases that were made up: counted otherwise, and compared with what then is adopted. */
@EveryDatabase
class GeneratedAdoptionPlanTest {
    private static final int USERS = 60;
    private static final LegacyRows ROWS = LegacyGenerator.dirty(31, USERS, 12).rows();

    private static final List<String> TABLES = List.of(
            "users",
            "credit_transactions",
            "tasks",
            "credit_account",
            "credit_grant",
            "credit_entry",
            "credit_task",
            "credit_adoption",
            "credit_adopted_account",
            "credit_adoption_refusal");

    private final SettableClock clock = SettableClock.at(LegacyGenerator.NOW.toString());
    private final HikariDataSource dataSource;
    private final LegacyHost host;

    GeneratedAdoptionPlanTest(TestDatabase server) {
        dataSource = server.newDatabase();
        CreditSchema.of(dataSource).migrate();
        host = LegacyHost.create(server, dataSource, ROWS);
    }

    @AfterEach
    void close() {
        dataSource.close();
    }

    private LegacyAdoption adoption(HikariDataSource connections) {
        JdbcCreditLedger ledger = JdbcCreditLedger.on(connections)
                .policy(CreditPolicy.defaults())
                .clock(clock)
                .build();
        return LegacyAdoption.into(ledger, AdoptionSettings.adjusting().withBatchSize(7));
    }

    @Test
    void a_plan_reads_everything_and_changes_nothing_and_is_what_is_adopted_then() {
        Map<String, Object> before = everything();
        StringBuilder csv = new StringBuilder();
        AdoptionPlan plan = planReadingOnly(csv);

        assertThat(everything()).isEqualTo(before);
        assertThatTotalsAreCounted(plan.totals());
        assertThatDirtIsCounted(plan);
        assertThatIsAdopted(plan, adoption(dataSource).adopt());
        assertThatLinesAreAdopted(csv);
        assertThatClean();
    }

    /** All rows, and all columns that there are. */
    private Map<String, Object> everything() {
        Map<String, Object> everything = new TreeMap<>();
        for (String table : TABLES) {
            everything.put(table, host.rows(table));
        }
        everything.put("columns", host.query("""
                select lower(table_name) as t, lower(column_name) as c from information_schema.columns
                where lower(table_schema) <> 'information_schema' order by 1, 2
                """));
        return everything;
    }

    private AdoptionPlan planReadingOnly(StringBuilder csv) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(dataSource);
        config.setReadOnly(true);
        config.setMinimumIdle(0);
        try (HikariDataSource readOnly = new HikariDataSource(config)) {
            return adoption(readOnly).plan(ReportLimits.defaults(), csv);
        }
    }

    private static void assertThatTotalsAreCounted(PlanTotals totals) {
        assertThat(totals.users()).isEqualTo(USERS);
        assertThat(totals.receipts()).isEqualTo(tally(amount -> amount > 0));
        assertThat(totals.spendings()).isEqualTo(tally(amount -> amount < 0));
        assertThat(totals.before()).isEqualTo(sum(GeneratedAdoptionPlanTest::before));
        assertThat(totals.after()).isEqualTo(sum(user -> replayed(user).balance()));
        assertThat(totals.afterBySum())
                .isEqualTo(sum(user ->
                        BruteForce.sum(ROWS.transactionsOf(user), 6, LegacyGenerator.NOW, LegacyGenerator.NOW)));
        assertThat(totals.expired()).isEqualTo(sum(user -> replayed(user).expired()));
        assertThat(totals.overdrawn()).isEqualTo(sum(user -> replayed(user).uncovered()));
        assertThat(totals.usersWhoLose()).isEqualTo(sum(user -> replayed(user).expired() > 0 ? 1 : 0));
        assertThat(totals.before()).isEqualTo(totals.after() + totals.expired() + totals.differences());
    }

    private static Tally tally(Predicate<Long> isCounted) {
        Tally tally = Tally.NONE;
        for (Transaction transaction : ROWS.transactions()) {
            Long amount = transaction.amount();
            if (transaction.user() <= USERS && amount != null && isCounted.test(amount)) {
                tally = tally.and(Math.abs(amount));
            }
        }
        return tally;
    }

    private static BruteForce replayed(User user) {
        return BruteForce.replay(ROWS.transactionsOf(user), 6, LegacyGenerator.NOW, LegacyGenerator.NOW);
    }

    private static long before(User user) {
        return Objects.requireNonNullElse(user.credits(), 0L);
    }

    private static long sum(ToLongFunction<User> number) {
        return ROWS.users().stream().mapToLong(number).sum();
    }

    private static long count(Predicate<Transaction> isCounted) {
        return ROWS.transactions().stream()
                .filter(transaction -> transaction.user() <= USERS)
                .filter(isCounted)
                .count();
    }

    private static void assertThatDirtIsCounted(AdoptionPlan plan) {
        assertThat(plan.countOf(DirtyKind.AMOUNT_ABSENT)).isEqualTo(count(row -> row.amount() == null));
        assertThat(plan.countOf(DirtyKind.DATE_ABSENT)).isEqualTo(count(row -> row.createdAt() == null));
        assertThat(plan.countOf(DirtyKind.DATE_IN_FUTURE))
                .isEqualTo(
                        count(row -> row.createdAt() != null && row.createdAt().isAfter(LegacyGenerator.NOW)));
        assertThat(plan.countOf(DirtyKind.TRANSACTION_WITHOUT_USER))
                .isEqualTo(ROWS.transactions().size() - count(row -> true));
        assertThat(plan.countOf(DirtyKind.TASK_WITHOUT_USER))
                .isEqualTo(ROWS.tasks().stream()
                        .filter(task -> task.user() > USERS)
                        .count());
        assertThat(plan.countOf(DirtyKind.BALANCE_ABSENT)).isEqualTo(sum(user -> user.credits() == null ? 1 : 0));
        assertThat(plan.countOf(DirtyKind.BALANCE_NEGATIVE)).isEqualTo(sum(user -> before(user) < 0 ? 1 : 0));
        assertThat(plan.countOf(DirtyKind.HISTORY_OVERDRAWN))
                .isEqualTo(sum(user -> replayed(user).uncovered() > 0 ? 1 : 0));
    }

    private void assertThatIsAdopted(AdoptionPlan plan, AdoptionResult result) {
        PlannedAdoption planned = plan.adoption();
        assertThat(result.users()).isEqualTo(planned.accounts());
        assertThat(result.refusedUsers()).isZero();
        assertThat(planned.refusals()).isEmpty();
        assertThat(result.receipts()).isEqualTo(plan.totals().receipts().count());
        assertThat(result.spendings()).isEqualTo(plan.totals().spendings().count());
        assertThat(result.expired()).isEqualTo(planned.expired());
        assertThat(result.adjustedUsers())
                .isEqualTo(planned.granted().count() + planned.charged().count());
        assertThat(result.adjustmentsGranted()).isEqualTo(planned.granted().credits());
        assertThat(result.adjustmentsCharged()).isEqualTo(planned.charged().credits());
        assertThat(result.orphanTransactions()).isEqualTo(plan.countOf(DirtyKind.TRANSACTION_WITHOUT_USER));
        assertThat(result.orphanTasks()).isEqualTo(plan.countOf(DirtyKind.TASK_WITHOUT_USER));
        assertThat(result.tasks() + plan.countOf(TaskFate.LEFT))
                .isEqualTo(ROWS.tasks().size());
        assertThat(host.query("select sum(balance) as available, sum(debt) as debt from credit_account"))
                .containsExactly(Map.of(
                        "available", String.valueOf(planned.available()),
                        "debt", String.valueOf(planned.debt())));
    }

    /** The columns of the CSV that an adoption records, user by user. */
    private void assertThatLinesAreAdopted(StringBuilder csv) {
        List<String> lines = csv.toString().lines().skip(1).toList();
        List<String> planned = lines.stream()
                .map(line -> List.of(line.split(",", -1)))
                .map(fields -> "%s %s %s %s %s %s"
                        .formatted(
                                fields.get(0),
                                fields.get(2).isEmpty() ? null : fields.get(2),
                                fields.get(3),
                                fields.get(4),
                                fields.get(5),
                                fields.get(6)))
                .toList();
        List<String> adopted = host.query("select * from credit_adopted_account").stream()
                .map(row -> "%s %s %s %s %s %s"
                        .formatted(
                                row.get("account_id"),
                                row.get("legacy_credits"),
                                row.get("receipts"),
                                row.get("received"),
                                row.get("spendings"),
                                row.get("spent")))
                .toList();
        assertThat(planned).hasSize(USERS).containsExactlyInAnyOrderElementsOf(adopted);
    }

    private void assertThatClean() {
        Verification verification = adoption(dataSource).verify();
        assertThat(verification.failures()).as(verification.text()).isEmpty();
        assertThat(verification.users()).isEqualTo(USERS);
    }

    @Test
    void an_upgraded_database_is_planned_adopted_and_verified_by_the_same_numbers() {
        LegacyUpgrade.of(dataSource)
                .with(UpgradeSettings.DEFAULTS.cutover(LegacyGenerator.NOW))
                .apply();
        clock.advance(Duration.ofDays(40));
        markWhatIsDue();

        AdoptionPlan plan = adoption(dataSource).plan();

        assertThat(plan.isUpgraded()).isTrue();
        assertThatIsAdopted(plan, adoption(dataSource).adopt());
        assertThatClean();
    }

    /** As a run of the expiry does. What it took off the balances is a difference here, which is adjusted. */
    private void markWhatIsDue() {
        LocalDate tomorrow =
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(1);
        TestDatabase.execute(
                dataSource,
                "update credit_transactions set is_expired = true where expires_at < timestamp '" + tomorrow
                        + " 00:00:00'");
    }
}
