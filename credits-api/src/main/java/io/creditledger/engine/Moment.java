package io.creditledger.engine;

import io.creditledger.RunId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a transaction happens and when it is recorded. Only where a history is brought along do the two differ.
 *
 * @param at when it happens, which decides what is effective, expired and usable
 * @param recordedAt when the ledger records it
 * @param run the run that brings it along; null for the ledger's own transactions
 */
record Moment(Instant at, Instant recordedAt, @Nullable RunId run) {
    static Moment live(Instant at) {
        return new Moment(at, at, null);
    }
}
