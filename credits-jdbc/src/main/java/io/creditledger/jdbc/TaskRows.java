package io.creditledger.jdbc;

import static io.creditledger.jdbc.Column.column;
import static io.creditledger.jdbc.Column.ifAny;
import static io.creditledger.jdbc.schema.Tables.CREDIT_TASK;

import io.creditledger.AccountId;
import io.creditledger.Credits;
import io.creditledger.Output;
import io.creditledger.Task;
import io.creditledger.TaskCharge;
import io.creditledger.TaskId;
import io.creditledger.TaskStatus;
import io.creditledger.Tier;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** Tasks as rows of {@code credit_task}. */
final class TaskRows {
    private static final Column<Task> ACCOUNT =
            column(CREDIT_TASK.ACCOUNT_ID, task -> task.account().value());
    private static final Column<Task> ID =
            column(CREDIT_TASK.TASK_ID, task -> task.id().value());

    /** What a task begins with, and never changes. */
    private static final List<Column<Task>> STARTED = List.of(
            ACCOUNT,
            ID,
            column(CREDIT_TASK.TIER, task -> task.tier().name()),
            column(CREDIT_TASK.RATE_CARD, Task::rateCard),
            column(CREDIT_TASK.ESTIMATE, task -> ifAny(task.estimate(), Credits::value)),
            column(CREDIT_TASK.PREPAID, Task::isPrepaid),
            column(CREDIT_TASK.STARTED_AT, Task::startedAt));

    /** What changes when a task moves on. */
    private static final List<Column<Task>> MOVING = List.of(
            column(CREDIT_TASK.STATUS, task -> task.status().name()),
            column(CREDIT_TASK.ENDED_AT, Task::endedAt),
            column(CREDIT_TASK.OUTPUT_QUANTITY, task -> ifAny(task.output(), Output::quantity)),
            column(
                    CREDIT_TASK.OUTPUT_MEASURE,
                    task -> ifAny(task.output(), output -> output.measure().name())),
            ofCharge(
                    CREDIT_TASK.CREDITS_CALCULATED,
                    charge -> charge.calculated().value()),
            ofCharge(CREDIT_TASK.CREDITS_DEDUCTED, charge -> charge.deducted().value()),
            ofCharge(CREDIT_TASK.CREDITS_FORGIVEN, charge -> charge.forgiven().value()),
            ofCharge(CREDIT_TASK.CREDITS_OWED, charge -> charge.owed().value()),
            ofCharge(CREDIT_TASK.CHARGED_AT, TaskCharge::chargedAt),
            column(CREDIT_TASK.UNCHARGED, Task::isUncharged));

    private static final List<Column<Task>> COLUMNS =
            Stream.concat(STARTED.stream(), MOVING.stream()).toList();

    static final List<Field<?>> FIELDS = Column.fields(COLUMNS);

    static final String SELECT = Column.select(COLUMNS, CREDIT_TASK);

    static final RowInsert<Task> INSERT = new RowInsert<>(CREDIT_TASK, COLUMNS);

    static final RowUpdate<Task> MOVE = new RowUpdate<>(CREDIT_TASK, MOVING, List.of(ACCOUNT, ID));

    private TaskRows() {}

    static Task fromRow(Row row) {
        Long estimate = row.get(CREDIT_TASK.ESTIMATE);
        return new Task(
                AccountId.of(row.get(CREDIT_TASK.ACCOUNT_ID)),
                TaskId.of(row.get(CREDIT_TASK.TASK_ID)),
                Tier.of(row.get(CREDIT_TASK.TIER)),
                row.get(CREDIT_TASK.RATE_CARD),
                estimate == null ? null : Credits.of(estimate),
                row.get(CREDIT_TASK.PREPAID),
                TaskStatus.valueOf(row.get(CREDIT_TASK.STATUS)),
                row.get(CREDIT_TASK.STARTED_AT),
                row.get(CREDIT_TASK.ENDED_AT),
                output(row),
                charge(row));
    }

    private static @Nullable Output output(Row row) {
        BigDecimal quantity = row.get(CREDIT_TASK.OUTPUT_QUANTITY);
        return quantity == null
                ? null
                : new Output(quantity, Output.Measure.valueOf(row.get(CREDIT_TASK.OUTPUT_MEASURE)));
    }

    private static @Nullable TaskCharge charge(Row row) {
        Long calculated = row.get(CREDIT_TASK.CREDITS_CALCULATED);
        return calculated == null
                ? null
                : new TaskCharge(
                        Credits.of(calculated),
                        Credits.of(row.get(CREDIT_TASK.CREDITS_DEDUCTED)),
                        Credits.of(row.get(CREDIT_TASK.CREDITS_FORGIVEN)),
                        Credits.of(row.get(CREDIT_TASK.CREDITS_OWED)),
                        row.get(CREDIT_TASK.CHARGED_AT));
    }

    private static <V> Column<Task> ofCharge(Field<V> field, Function<TaskCharge, @Nullable V> value) {
        return column(field, task -> ifAny(task.charge(), value));
    }
}
