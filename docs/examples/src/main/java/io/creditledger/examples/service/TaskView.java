package io.creditledger.examples.service;

import io.creditledger.Credits;
import io.creditledger.Output;
import io.creditledger.Task;
import io.creditledger.TaskCharge;
import io.creditledger.TaskReceipt;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A task as clients see it. What a task does not have yet is left out.
 *
 * @param taskId its name
 * @param accountId who pays
 * @param tier by whose rate it is priced
 * @param rateCard the version of the price list that was in force when it started
 * @param status how far it has come
 * @param estimate what it was expected to cost
 * @param durationSeconds how long its output is
 * @param creditsCalculated the price of its output
 * @param creditsDeducted what was taken from the account's credits
 * @param shortfall what the credits could not cover: forgiven or owed, as the policy says
 * @param charged whether it is charged; a completed task that could not be paid may be waiting for that
 * @param replay whether it was there before this request, and nothing changed now
 */
record TaskView(
        String taskId,
        String accountId,
        String tier,
        String rateCard,
        String status,
        @Nullable Long estimate,
        @Nullable BigDecimal durationSeconds,
        @Nullable Long creditsCalculated,
        @Nullable Long creditsDeducted,
        @Nullable Long shortfall,
        @Nullable Boolean charged,
        @Nullable Boolean replay) {

    static TaskView of(TaskReceipt receipt) {
        return of(receipt.task(), receipt.isReplay());
    }

    static TaskView of(Task task, @Nullable Boolean replay) {
        Output output = task.output();
        TaskCharge charge = task.charge();
        return new TaskView(
                task.id().value(),
                task.account().value(),
                task.tier().name(),
                task.rateCard(),
                task.status().name(),
                value(task.estimate()),
                output == null ? null : output.quantity(),
                charge == null ? null : value(charge.calculated()),
                charge == null ? null : value(charge.deducted()),
                charge == null ? null : value(charge.shortfall()),
                charge == null ? null : charge.isCharged(),
                replay);
    }

    private static @Nullable Long value(@Nullable Credits credits) {
        return credits == null ? null : credits.value();
    }
}
