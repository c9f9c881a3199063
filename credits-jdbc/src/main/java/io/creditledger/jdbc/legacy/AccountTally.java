package io.creditledger.jdbc.legacy;

/**
 * What one user's rows sum up to.
 *
 * @param received the credits received
 * @param unexpired of them, those whose expiry has not come
 * @param spent the credits spent
 * @param receipts the number of receipts
 * @param spendings the number of transactions that spent
 * @param tasks the number of tasks
 * @param runningTasks of them, those that have not ended
 * @param dirtyRows the number of transactions without amount or date or with one to come, and of tasks without date or that
 *     were not charged and cannot be priced
 */
record AccountTally(
        long received,
        long unexpired,
        long spent,
        long receipts,
        long spendings,
        long tasks,
        long runningTasks,
        long dirtyRows) {
    static final AccountTally NOTHING = new AccountTally(0, 0, 0, 0, 0, 0, 0, 0);

    AccountTally withReceipt(long amount, boolean isExpired) {
        return new AccountTally(
                Math.addExact(received, amount),
                isExpired ? unexpired : Math.addExact(unexpired, amount),
                spent,
                receipts + 1,
                spendings,
                tasks,
                runningTasks,
                dirtyRows);
    }

    AccountTally withSpending(long amount) {
        return new AccountTally(
                received,
                unexpired,
                Math.addExact(spent, amount),
                receipts,
                spendings + 1,
                tasks,
                runningTasks,
                dirtyRows);
    }

    AccountTally withTask(boolean isRunning) {
        long running = isRunning ? runningTasks + 1 : runningTasks;
        return new AccountTally(received, unexpired, spent, receipts, spendings, tasks + 1, running, dirtyRows);
    }

    AccountTally withDirtyRow() {
        return new AccountTally(received, unexpired, spent, receipts, spendings, tasks, runningTasks, dirtyRows + 1);
    }

    /** What is left if all spending is taken from what has not expired. */
    long sum() {
        return Math.max(0, unexpired - spent);
    }

    /**
     * What is left if spending is taken from the oldest credits first and nothing expired before it. What is gone is at
     * least all that has expired: that is the front of the queue.
     */
    long replay() {
        return Math.max(0, received - Math.max(spent, received - unexpired));
    }
}
