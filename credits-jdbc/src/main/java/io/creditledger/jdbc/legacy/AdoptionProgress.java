package io.creditledger.jdbc.legacy;

import io.creditledger.RunId;
import java.util.Objects;

/**
 * How far a run has come.
 *
 * @param run the run
 * @param usersDone how many users it has seen to, those included that were refused or adopted before
 * @param usersTotal how many users there were when it began
 * @param transactions how many receipts and spendings it has adopted
 */
public record AdoptionProgress(RunId run, long usersDone, long usersTotal, long transactions) {
    public AdoptionProgress {
        Objects.requireNonNull(run, "run");
    }
}
