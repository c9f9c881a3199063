package io.creditledger.examples.service;

import io.creditledger.AccountId;
import io.creditledger.Credits;
import io.creditledger.IdempotencyConflictException;
import io.creditledger.Output;
import io.creditledger.PricingException;
import io.creditledger.StartTask;
import io.creditledger.Task;
import io.creditledger.TaskId;
import io.creditledger.TaskNotFoundException;
import io.creditledger.TaskReceipt;
import io.creditledger.Tasks;
import io.creditledger.Tier;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tasks: front ends start them, render workers report what became of them, as often as they like. */
final class TaskResource {
    private final Tasks tasks;

    TaskResource(Tasks tasks) {
        this.tasks = tasks;
    }

    /** Which task to start, and how many seconds of output are expected of it. */
    record Start(
            @Nullable String taskId,
            @Nullable String accountId,
            @Nullable String tier,
            @Nullable BigDecimal estimatedSeconds) {}

    /** What a task has produced. */
    record Completion(@Nullable BigDecimal durationSeconds) {}

    Reply start(Call call) {
        Start start = call.body(Start.class);
        Tier tier = Field.required("tier", start.tier(), Tier::of);
        Output estimated = Field.required("estimatedSeconds", start.estimatedSeconds(), Output::seconds);
        StartTask request = StartTask.of(
                Field.required("accountId", start.accountId(), AccountId::of),
                Field.required("taskId", start.taskId(), TaskId::of),
                tier);
        TaskReceipt receipt = started(request.withEstimate(estimate(request, estimated)));
        return Reply.made(!receipt.isReplay(), TaskView.of(receipt));
    }

    /** A repeat bears the estimate of the first request: priced anew, it would be another one once the rates have changed. */
    private Credits estimate(StartTask request, Output expected) {
        return known(request.task())
                .filter(task ->
                        task.account().equals(request.account()) && task.tier().equals(request.tier()))
                .flatMap(task -> Optional.ofNullable(task.estimate()))
                .orElseGet(() -> price(request.tier(), expected));
    }

    private Optional<Task> known(TaskId id) {
        try {
            return Optional.of(tasks.find(id));
        } catch (TaskNotFoundException e) {
            return Optional.empty();
        }
    }

    /** Only here is the tier the caller's choice: a completion that cannot be priced is for the service to mend. */
    private Credits price(Tier tier, Output expected) {
        try {
            return tasks.price(tier, expected);
        } catch (PricingException e) {
            throw e.tier().isPresent()
                    ? new ProblemException(Problem.of(400, "no-price", String.valueOf(e.getMessage())))
                    : e;
        }
    }

    /** The ledger tells whose task it is, which is not for another account to know. */
    private TaskReceipt started(StartTask request) {
        try {
            return tasks.startIfAffordable(request);
        } catch (IdempotencyConflictException e) {
            throw tasks.find(request.task()).account().equals(request.account()) ? e : taken(request.task());
        }
    }

    private static ProblemException taken(TaskId id) {
        return new ProblemException(
                Problem.of(409, "conflict", "task '" + id + "' is another account's; take a new id for new work")
                        .with(Map.of("differences", List.of("account is another one"))));
    }

    Reply find(Call call) {
        return Reply.ok(TaskView.of(tasks.find(call.id(TaskId::of)), null));
    }

    Reply completed(Call call) {
        Completion completion = call.body(Completion.class);
        Output output = Field.required("durationSeconds", completion.durationSeconds(), Output::seconds);
        return Reply.ok(TaskView.of(tasks.complete(call.id(TaskId::of), output)));
    }

    Reply failed(Call call) {
        return Reply.ok(TaskView.of(tasks.fail(call.id(TaskId::of))));
    }
}
