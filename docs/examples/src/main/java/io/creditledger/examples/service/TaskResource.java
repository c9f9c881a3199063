package io.creditledger.examples.service;

import io.creditledger.AccountId;
import io.creditledger.Output;
import io.creditledger.StartTask;
import io.creditledger.TaskId;
import io.creditledger.TaskReceipt;
import io.creditledger.Tasks;
import io.creditledger.Tier;
import java.math.BigDecimal;
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
        TaskReceipt receipt = tasks.startIfAffordable(request.withEstimate(tasks.price(tier, estimated)));
        return Reply.made(!receipt.isReplay(), TaskView.of(receipt));
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
