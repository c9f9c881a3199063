package io.creditledger.jdbc.legacy;

import io.creditledger.RunId;
import java.util.Objects;

/**
 * What a rollback has taken back.
 *
 * @param run the run, of which nothing is left
 * @param accounts how many accounts this call has removed; an earlier one that was interrupted may have removed others
 */
public record RollbackResult(RunId run, long accounts) {
    public RollbackResult {
        Objects.requireNonNull(run, "run");
    }
}
