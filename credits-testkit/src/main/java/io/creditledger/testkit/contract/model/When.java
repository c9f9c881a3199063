package io.creditledger.testkit.contract.model;

import java.time.Duration;

/** An instant that a request may ask for. */
sealed interface When {
    /** The request does not say, so the ledger does. */
    record Unsaid() implements When {}

    /** Never, which is for expiries only. */
    record Never() implements When {}

    /** So long after the clock's instant; negative: before it. */
    record After(Duration fromNow) implements When {}
}
