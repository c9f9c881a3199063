package io.creditledger.testkit.contract;

import io.creditledger.Output;
import io.creditledger.Task;
import io.creditledger.TaskCharge;
import org.jspecify.annotations.Nullable;

/** A task that is being forged. */
record EditedTask(Task original) {
    static EditedTask of(Task original) {
        return new EditedTask(original);
    }

    Task charged(TaskCharge charge) {
        return forged(original.output(), charge);
    }

    Task producing(Output output) {
        return forged(output, original.charge());
    }

    private Task forged(@Nullable Output output, @Nullable TaskCharge charge) {
        return new Task(
                original.account(),
                original.id(),
                original.tier(),
                original.rateCard(),
                original.estimate(),
                original.isPrepaid(),
                original.status(),
                original.startedAt(),
                original.endedAt(),
                output,
                charge);
    }
}
