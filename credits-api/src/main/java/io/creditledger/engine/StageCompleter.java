package io.creditledger.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Completes stages, on a few threads that end when there is nothing to do. The JVM's common pool would begin a thread for
 * each answer where it has fewer than two.
 *
 * <p>Once the ledger is closed, a stage is completed by whoever asks for it, or by whoever completes its future later.
 */
final class StageCompleter {
    private static final int FEWEST_THREADS = 2;

    private final ThreadPoolExecutor threads;

    StageCompleter() {
        int count = Math.max(FEWEST_THREADS, Runtime.getRuntime().availableProcessors());
        this.threads = new ThreadPoolExecutor(
                count,
                count,
                1,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                StageCompleter::newThread,
                (completion, closed) -> completion.run());
        threads.allowCoreThreadTimeOut(true);
    }

    private static Thread newThread(Runnable work) {
        Thread thread = new Thread(work, "credit-answers");
        thread.setDaemon(true);
        return thread;
    }

    /** Returns a stage that takes over a future's value, on another thread than the one that completes the future. */
    <T> CompletionStage<T> stageOf(CompletableFuture<T> future) {
        return future.thenApplyAsync(value -> value, threads);
    }

    /** The stages that were asked for before are still completed. */
    void close() {
        threads.shutdown();
    }
}
