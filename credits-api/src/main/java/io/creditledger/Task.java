package io.creditledger;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A unit of work that is paid for after it is done.
 *
 * @param account who pays
 * @param id its name
 * @param tier by whose rate it is priced
 * @param rateCard the version of the rate card by which it is priced, pinned when it started
 * @param estimate what it is expected to cost; null: unknown
 * @param isPrepaid true if it was paid for when it started, before the ledger; completing it charges nothing
 * @param status how far it has come
 * @param startedAt when it started
 * @param endedAt when it ended; null while it is running
 * @param output what it has produced; null unless it is completed, and where that is not known: a task that was completed
 *     before the ledger may have been priced, or paid for, without being measured
 * @param charge what it costs; null unless it is completed, and for a prepaid one
 */
public record Task(
        AccountId account,
        TaskId id,
        Tier tier,
        String rateCard,
        @Nullable Credits estimate,
        boolean isPrepaid,
        TaskStatus status,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Output output,
        @Nullable TaskCharge charge) {

    /**
     * Checks the task.
     *
     * @throws IllegalArgumentException if a part does not go with the status, or it ended before it started
     */
    public Task {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(tier, "tier");
        Objects.requireNonNull(rateCard, "rateCard");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(startedAt, "startedAt");
        boolean completed = status == TaskStatus.COMPLETED;
        if ((status == TaskStatus.RUNNING) != (endedAt == null)) {
            throw new IllegalArgumentException(
                    "a task ends when it stops running, but is " + status + " and ended at " + endedAt);
        }
        if (endedAt != null && endedAt.isBefore(startedAt)) {
            throw new IllegalArgumentException(
                    "a task ends after it starts, but started at " + startedAt + " and ended at " + endedAt);
        }
        if (output != null && !completed) {
            throw new IllegalArgumentException(
                    "only completed tasks have an output, but a " + status + " one has " + output);
        }
        if ((completed && !isPrepaid) != (charge != null)) {
            throw new IllegalArgumentException("exactly completed tasks that are not prepaid have a charge, but a "
                    + status + (isPrepaid ? " prepaid" : "") + " one has " + charge);
        }
    }

    /**
     * Tells whether the task is completed but not charged.
     *
     * @return true if its charge waits to be settled
     */
    public boolean isUncharged() {
        return charge != null && !charge.isCharged();
    }
}
