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
        Tier tier = Tier.of(Field.required("tier", start.tier()));
        Output estimated = Output.seconds(Field.required("estimatedSeconds", start.estimatedSeconds()));
        StartTask request = StartTask.of(
                AccountId.of(Field.required("accountId", start.accountId())),
                TaskId.of(Field.required("taskId", start.taskId())),
                tier);
        TaskReceipt receipt = tasks.startIfAffordable(request.withEstimate(tasks.price(tier, estimated)));
        return Reply.made(!receipt.isReplay(), TaskView.of(receipt));
    }

    Reply find(Call call) {
        return Reply.ok(TaskView.of(tasks.find(TaskId.of(call.id())), null));
    }

    Reply completed(Call call) {
        Completion completion = call.body(Completion.class);
        Output output = Output.seconds(Field.required("durationSeconds", completion.durationSeconds()));
        return Reply.ok(TaskView.of(tasks.complete(TaskId.of(call.id()), output)));
    }

    Reply failed(Call call) {
        return Reply.ok(TaskView.of(tasks.fail(TaskId.of(call.id()))));
    }
}
