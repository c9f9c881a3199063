package io.creditledger.benchmarks.charging;

import java.util.concurrent.CompletionStage;

/** What callers do again and again, many at once, each without waiting for every answer before the next call. */
interface Submitted extends AutoCloseable {
    /**
     * Begins to do it once.
     *
     * @param account the account's number, from 1 on
     * @param key a number that nobody else has
     * @return completed when it is done; a failure ends the run
     */
    CompletionStage<?> submit(int account, long key);

    @Override
    void close();
}
