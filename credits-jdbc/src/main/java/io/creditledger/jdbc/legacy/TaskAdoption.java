package io.creditledger.jdbc.legacy;

import io.creditledger.AccountId;
import io.creditledger.Credits;
import io.creditledger.LedgerTime;
import io.creditledger.Output;
import io.creditledger.PricingException;
import io.creditledger.RateCard;
import io.creditledger.Task;
import io.creditledger.TaskCharge;
import io.creditledger.TaskId;
import io.creditledger.TaskStatus;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes the ledger's tasks of a host's. They were paid for when they started, so that completing one charges nothing; only
 * one of which an upgraded database says that it was completed and not charged waits to be settled.
 */
final class TaskAdoption {
    private static final String SUCCEEDED = "SUCCEEDED";
    private static final int NANOSECONDS = 9;

    private final AdoptionTerms terms;

    TaskAdoption(AdoptionTerms terms) {
        this.terms = terms;
    }

    /**
     * A task as the ledger has it.
     *
     * @param isDirty whether the host's row lacks something that it should have
     */
    record Adopted(Task task, boolean isDirty) {}

    /**
     * Makes a task.
     *
     * @throws IllegalArgumentException if the ledger cannot hold it
     */
    Adopted adopt(AccountId account, LegacyTask row) {
        TaskStatus status = status(row);
        Instant startedAt = LedgerTime.cut(Objects.requireNonNullElse(row.createdAt(), terms.cutover()));
        RateCard card = terms.policy().rateCards().inForceAt(startedAt);
        boolean isCompleted = status == TaskStatus.COMPLETED;
        boolean isUncharged = isCompleted && Boolean.FALSE.equals(row.deducted());
        Output output = isCompleted ? output(row.outputSeconds()) : null;
        Credits price = isUncharged ? price(row, card, output) : null;
        Task task = new Task(
                account,
                TaskId.of(row.id()),
                terms.settings().tier(),
                card.version(),
                null,
                price == null,
                status,
                startedAt,
                status == TaskStatus.RUNNING ? null : endedAt(row, startedAt),
                output,
                price == null ? null : TaskCharge.unpaid(price));
        return new Adopted(task, row.createdAt() == null || (isUncharged && price == null));
    }

    private TaskStatus status(LegacyTask row) {
        String status = Objects.requireNonNullElse(row.status(), "");
        if (status.equals(SUCCEEDED)) {
            return TaskStatus.COMPLETED;
        }
        if (terms.settings().failed().contains(status)) {
            return TaskStatus.FAILED;
        }
        return terms.settings().cancelled().contains(status) ? TaskStatus.CANCELLED : TaskStatus.RUNNING;
    }

    private static Instant endedAt(LegacyTask row, Instant startedAt) {
        Instant endedAt = row.completedAt() == null ? startedAt : LedgerTime.cut(row.completedAt());
        return endedAt.isBefore(startedAt) ? startedAt : endedAt;
    }

    private static @Nullable Output output(@Nullable BigDecimal seconds) {
        if (seconds == null || seconds.signum() < 0 || seconds.compareTo(Output.MAX_QUANTITY) > 0) {
            return null;
        }
        return Output.seconds(seconds.setScale(NANOSECONDS, RoundingMode.HALF_UP));
    }

    private @Nullable Credits price(LegacyTask row, RateCard card, @Nullable Output output) {
        if (row.calculated() != null && row.calculated() >= 0) {
            return Credits.of(row.calculated());
        }
        try {
            return output == null ? null : card.price(terms.settings().tier(), output);
        } catch (PricingException e) {
            return null;
        }
    }
}
