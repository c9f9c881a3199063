package io.creditledger.benchmarks.charging;

/** What callers do again and again, many at once. */
interface Called extends AutoCloseable {
    /**
     * Does it once.
     *
     * @param account the account's number, from 1 on
     * @param key a number that nobody else has
     * @throws Exception if it could not be done, which ends the run
     */
    void call(int account, long key) throws Exception;

    @Override
    void close();
}
