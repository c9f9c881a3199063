package io.creditledger.jdbc;

import static io.creditledger.jdbc.schema.Tables.CREDIT_TASK;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.creditledger.AccountId;
import io.creditledger.CreditLedger;
import io.creditledger.CreditPolicy;
import io.creditledger.CreditPolicyBuilder;
import io.creditledger.Credits;
import io.creditledger.GrantCredits;
import io.creditledger.HistoryQuery;
import io.creditledger.IdempotencyKey;
import io.creditledger.Output;
import io.creditledger.Shortfall;
import io.creditledger.StartTask;
import io.creditledger.Task;
import io.creditledger.TaskCharge;
import io.creditledger.TaskId;
import io.creditledger.TaskQuery;
import io.creditledger.TaskQuery.Kind;
import io.creditledger.Tier;
import io.creditledger.testkit.SettableClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That the views for support people tell of tasks what the ledger tells. */
abstract class TaskViewsSuite {
    private static final AccountId ALICE = AccountId.of("alice");
    private static final AccountId BOB = AccountId.of("Alice");
    private static final Field<Long> SEQ = DSL.field(DSL.name("seq"), Long.class);

    private final SettableClock clock = SettableClock.at("2026-01-15T10:00:00.123456Z");
    private final HikariDataSource database;
    private final OwnTransactions transactions;
    private CreditLedger ledger;

    TaskViewsSuite(TestDatabase server) {
        database = server.newDatabase();
        CreditSchema schema = CreditSchema.of(database);
        schema.migrate();
        transactions = OwnTransactions.on(database, schema.dialect(), false, Backoff.DEFAULT);
        ledger = ledgerWith(Shortfall.OWE);
    }

    private CreditLedger ledgerWith(Shortfall shortfall) {
        CreditPolicyBuilder policy =
                CreditPolicy.builder().signUpCredits(Credits.ZERO).taskShortfall(shortfall);
        return JdbcCreditLedger.on(database).policy(policy.build()).clock(clock).build();
    }

    /** One task in each state, and charges of each kind, of two accounts whose names differ in case alone. */
    @BeforeEach
    void liveAWhile() {
        for (AccountId account : List.of(ALICE, BOB)) {
            ledger.open(account);
            ledger.grant(GrantCredits.of(account, Credits.of(70), "purchase", IdempotencyKey.of("order-1")));
        }
        startAll(ALICE, "task", "Task", "task ", "running", "failed", "prepaid", "unpaid");
        startAll(BOB, "bob's", "bob's \u00e9 %");
        complete("task", "5.01");
        complete("Task", "5");
        ledger = ledgerWith(Shortfall.FORGIVE);
        complete("task ", "0.3");
        ledger = ledgerWith(Shortfall.REJECT);
        complete("unpaid", "1.123456789");
        complete("bob's", "0");
        ledger.tasks().fail(TaskId.of("failed"));
    }

    @AfterEach
    void closePool() {
        database.close();
    }

    private void startAll(AccountId account, String... tasks) {
        for (String task : tasks) {
            StartTask request = StartTask.of(account, TaskId.of(task), Tier.STANDARD);
            ledger.tasks().start(task.equals("running") ? request.withEstimate(Credits.of(40)) : request);
            clock.advance(Duration.ofNanos(1_000));
        }
    }

    private void complete(String task, String seconds) {
        ledger.tasks().complete(TaskId.of(task), Output.seconds(new BigDecimal(seconds)));
        clock.advance(Duration.ofNanos(1_000));
    }

    @Test
    void uncharged_tasks_are_told() {
        List<Field<?>> columns = columns(
                CREDIT_TASK.ACCOUNT_ID,
                CREDIT_TASK.TASK_ID,
                CREDIT_TASK.TIER,
                CREDIT_TASK.ENDED_AT.as("completed_at"),
                CREDIT_TASK.OUTPUT_QUANTITY,
                CREDIT_TASK.OUTPUT_MEASURE,
                CREDIT_TASK.CREDITS_CALCULATED);

        assertThat(rows("credit_uncharged_task", columns)).hasSize(1).isEqualTo(expected(Kind.UNCHARGED, task -> {
            Output output = Objects.requireNonNull(task.output());
            return Arrays.asList(
                    task.account().value(),
                    task.id().value(),
                    task.tier().name(),
                    task.endedAt(),
                    output.quantity().setScale(9),
                    output.measure().name(),
                    Objects.requireNonNull(task.charge()).calculated().value());
        }));
    }

    @Test
    void running_tasks_are_told() {
        List<Field<?>> columns = columns(
                CREDIT_TASK.ACCOUNT_ID,
                CREDIT_TASK.TASK_ID,
                CREDIT_TASK.TIER,
                CREDIT_TASK.RATE_CARD,
                CREDIT_TASK.ESTIMATE,
                CREDIT_TASK.STARTED_AT);

        assertThat(rows("credit_running_task", columns))
                .hasSize(3)
                .isEqualTo(expected(
                        Kind.RUNNING,
                        task -> Arrays.asList(
                                task.account().value(),
                                task.id().value(),
                                task.tier().name(),
                                task.rateCard(),
                                task.estimate() == null ? null : task.estimate().value(),
                                task.startedAt())));
    }

    @Test
    void charges_of_tasks_are_told() {
        List<Field<?>> columns = columns(
                CREDIT_TASK.ACCOUNT_ID,
                CREDIT_TASK.TASK_ID,
                CREDIT_TASK.OUTPUT_QUANTITY,
                CREDIT_TASK.CREDITS_CALCULATED,
                CREDIT_TASK.CREDITS_DEDUCTED,
                CREDIT_TASK.CREDITS_FORGIVEN,
                CREDIT_TASK.CREDITS_OWED,
                CREDIT_TASK.CHARGED_AT,
                SEQ);

        assertThat(rows("credit_task_charge", columns)).hasSize(4).isEqualTo(expected(Kind.CHARGED, task -> {
            TaskCharge charge = Objects.requireNonNull(task.charge());
            return Arrays.asList(
                    task.account().value(),
                    task.id().value(),
                    Objects.requireNonNull(task.output()).quantity().setScale(9),
                    charge.calculated().value(),
                    charge.deducted().value(),
                    charge.forgiven().value(),
                    charge.owed().value(),
                    charge.chargedAt(),
                    seq(task));
        }));
    }

    /** The transaction that charged a task. */
    private long seq(Task task) {
        return ledger.history(task.account(), HistoryQuery.all()).items().stream()
                .filter(entry -> entry.request() != null
                        && entry.request().key().equals(task.id().key()))
                .findFirst()
                .orElseThrow()
                .seq();
    }

    private List<List<?>> expected(Kind kind, Function<Task, List<?>> row) {
        return sorted(ledger.tasks().list(TaskQuery.of(kind)).tasks().stream().map(row));
    }

    private List<List<?>> rows(String view, List<Field<?>> columns) {
        return sorted(transactions
                .read(session -> List.<Record>copyOf(session.sql()
                        .select(columns)
                        .from(DSL.table(DSL.name(view)))
                        .fetch()))
                .stream()
                .map(Record::intoList));
    }

    /** By a name without its table: it is the view's. */
    private static List<Field<?>> columns(Field<?>... fields) {
        return Arrays.stream(fields)
                .<Field<?>>map(field -> DSL.field(field.getUnqualifiedName(), field.getDataType()))
                .toList();
    }

    /** Databases sort names in their own ways. */
    private static List<List<?>> sorted(Stream<List<?>> rows) {
        return rows.sorted(Comparator.comparing(Object::toString)).toList();
    }
}
