package io.creditledger.engine;

import io.creditledger.Command;
import java.util.List;

/** A thread that commits, batch by batch, what waits in its queue, until the queue is closed and empty. */
final class Committer {
    private final CommandQueue queue;
    private final BatchCommits batches;
    private final int batchSize;
    private final Thread thread;

    private Committer(CommandQueue queue, BatchCommits batches, int batchSize, String name) {
        this.queue = queue;
        this.batches = batches;
        this.batchSize = batchSize;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    static Committer started(CommandQueue queue, BatchCommits batches, int batchSize, String name) {
        Committer committer = new Committer(queue, batches, batchSize, name);
        committer.thread.start();
        return committer;
    }

    CommandQueue queue() {
        return queue;
    }

    /** Takes no more, and returns when everything is done that was taken before. */
    void drain() throws InterruptedException {
        queue.close();
        thread.join();
    }

    private void run() {
        List<PendingCommand> batch = queue.take(batchSize);
        while (!batch.isEmpty()) {
            commit(batch);
            batch = queue.take(batchSize);
        }
    }

    /** Whatever happens, every caller gets an answer, and the thread goes on. */
    private void commit(List<PendingCommand> batch) {
        try {
            answer(batch, batches.commit(commands(batch)));
        } catch (RuntimeException e) {
            fail(batch, e);
        } catch (Error e) {
            fail(batch, new IllegalStateException("the committer failed; call again with the same key", e));
        }
    }

    private static List<? extends Command<?>> commands(List<PendingCommand> batch) {
        return batch.stream().map(PendingCommand::command).toList();
    }

    private static void answer(List<PendingCommand> batch, List<Outcome> outcomes) {
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).outcome().complete(outcomes.get(i));
        }
    }

    private static void fail(List<PendingCommand> batch, RuntimeException reason) {
        batch.forEach(pending -> pending.outcome().complete(new Outcome.Failed(reason)));
    }
}
