package io.creditledger.engine;

import io.creditledger.Command;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A thread that works off whatever queue it is called to, batch by batch, and then is idle until the next call. It is over
 * when it has emptied a queue that is closed.
 */
final class Committer {
    private final BatchCommits batches;
    private final int batchSize;
    private final Thread thread;
    private final Semaphore calls = new Semaphore(0);
    private @Nullable CommandQueue called;
    private boolean isOver;

    private Committer(BatchCommits batches, int batchSize, String name) {
        this.batches = batches;
        this.batchSize = batchSize;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    static Committer started(BatchCommits batches, int batchSize, String name) {
        Committer committer = new Committer(batches, batchSize, name);
        committer.thread.start();
        return committer;
    }

    /** Has an idle committer work off a queue. */
    void call(CommandQueue queue) {
        called = queue;
        calls.release();
    }

    /** There will be no further call. Only for the committer's own thread. */
    void end() {
        isOver = true;
    }

    void awaitEnd() throws InterruptedException {
        thread.join();
    }

    private void run() {
        while (!isOver) {
            calls.acquireUninterruptibly();
            workOff(Objects.requireNonNull(called));
        }
    }

    /**
     * The last caller of a batch is answered when the committer has its next batch or is idle. So it is the idle one that a
     * lone caller's next command calls.
     */
    private void workOff(CommandQueue queue) {
        List<PendingCommand> batch = queue.take(batchSize, this);
        while (!batch.isEmpty()) {
            List<Outcome> outcomes = commit(batch);
            int last = batch.size() - 1;
            for (int i = 0; i < last; i++) {
                batch.get(i).outcome().complete(outcomes.get(i));
            }
            List<PendingCommand> next = queue.take(batchSize, this);
            batch.get(last).outcome().complete(outcomes.get(last));
            batch = next;
        }
    }

    /** Whatever happens, every caller gets an answer, and the thread goes on. */
    private List<Outcome> commit(List<PendingCommand> batch) {
        try {
            return batches.commit(commands(batch));
        } catch (RuntimeException e) {
            return failures(batch, e);
        } catch (Error e) {
            return failures(batch, new IllegalStateException("the committer failed; call again with the same key", e));
        }
    }

    private static List<? extends Command<?>> commands(List<PendingCommand> batch) {
        return batch.stream().map(PendingCommand::command).toList();
    }

    private static List<Outcome> failures(List<PendingCommand> batch, RuntimeException reason) {
        return Collections.nCopies(batch.size(), new Outcome.Failed(reason));
    }
}
