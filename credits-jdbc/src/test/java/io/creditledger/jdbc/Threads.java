package io.creditledger.jdbc;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Threads that stand for other callers. None outlives the test. */
public final class Threads implements AutoCloseable {
    private static final long SECONDS = 60;

    private final ExecutorService executor = Executors.newCachedThreadPool();

    public <T> Future<T> start(Callable<T> work) {
        return executor.submit(work);
    }

    /** Waits for the result; an exception of the other thread is thrown as the cause of this one's. */
    public static <T> T result(Future<T> started) {
        try {
            return started.get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("the other thread came to no result", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
