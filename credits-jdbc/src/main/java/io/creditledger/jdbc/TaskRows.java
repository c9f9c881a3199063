package io.creditledger.jdbc;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.RowN;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Tasks as rows of {@code credit_task}. */
final class TaskRows {
    /** What a task begins with, and never changes. */
    private static final List<Field<?>> STARTED = List.of(
            CREDIT_TASK.ACCOUNT_ID,
            CREDIT_TASK.TASK_ID,
            CREDIT_TASK.TIER,
            CREDIT_TASK.RATE_CARD,
            CREDIT_TASK.ESTIMATE,
            CREDIT_TASK.PREPAID,
            CREDIT_TASK.STARTED_AT);

    /** What changes when a task moves on. */
    static final List<Field<?>> MOVING = List.of(
            CREDIT_TASK.STATUS,
            CREDIT_TASK.ENDED_AT,
            CREDIT_TASK.OUTPUT_QUANTITY,
            CREDIT_TASK.OUTPUT_MEASURE,
            CREDIT_TASK.CREDITS_CALCULATED,
            CREDIT_TASK.CREDITS_DEDUCTED,
            CREDIT_TASK.CREDITS_FORGIVEN,
            CREDIT_TASK.CREDITS_OWED,
            CREDIT_TASK.CHARGED_AT,
            CREDIT_TASK.UNCHARGED);

    static final List<Field<?>> FIELDS =
            Stream.concat(STARTED.stream(), MOVING.stream()).toList();

    private TaskRows() {}

    static RowN toRow(Task task) {
        List<Object> values = new ArrayList<>(Arrays.asList(
                task.account().value(),
                task.id().value(),
                task.tier().name(),
                task.rateCard(),
                DSL.val(value(task.estimate()), CREDIT_TASK.ESTIMATE),
                task.isPrepaid(),
                DSL.val(task.startedAt(), CREDIT_TASK.STARTED_AT)));
        List<Object> moving = Arrays.asList(movingValues(task));
        for (int i = 0; i < moving.size(); i++) {
            values.add(DSL.val(moving.get(i), MOVING.get(i)));
        }
        return DSL.row(values);
    }

    /** The values of {@link #MOVING}, in its order. */
    static @Nullable Object[] movingValues(Task task) {
        Output output = task.output();
        TaskCharge charge = task.charge();
        return new @Nullable Object[] {
            task.status().name(),
            task.endedAt(),
            output == null ? null : output.quantity(),
            output == null ? null : output.measure().name(),
            charge == null ? null : charge.calculated().value(),
            charge == null ? null : charge.deducted().value(),
            charge == null ? null : charge.forgiven().value(),
            charge == null ? null : charge.owed().value(),
            charge == null ? null : charge.chargedAt(),
            task.isUncharged()
        };
    }

    static Task fromRow(Record row) {
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

    private static @Nullable Output output(Record row) {
        BigDecimal quantity = row.get(CREDIT_TASK.OUTPUT_QUANTITY);
        return quantity == null
                ? null
                : new Output(quantity, Output.Measure.valueOf(row.get(CREDIT_TASK.OUTPUT_MEASURE)));
    }

    private static @Nullable TaskCharge charge(Record row) {
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

    private static @Nullable Long value(@Nullable Credits credits) {
        return credits == null ? null : credits.value();
    }
}
