package io.creditledger.testkit.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Runs work on several threads, each of which waits at a barrier until all are there.
 *
 * @param finishes what became of each runner, in the runners' order
 * @param <T> what a runner yields
 */
record Race<T>(List<Finish<T>> finishes) {
    /** How many threads a race has unless it says otherwise. */
    static final int RUNNERS = 8;

    private static final long PATIENCE_SECONDS = 60;

    /** What one runner yielded, or the exception that it ended with. */
    record Finish<T>(Optional<T> value, @Nullable Throwable failure) {}

    /** Runs the same work on as many threads as a race has, each of which is told its number from 0. */
    static <T> Race<T> of(IntFunction<T> work) {
        return of(IntStream.range(0, RUNNERS)
                .<Supplier<T>>mapToObj(runner -> () -> work.apply(runner))
                .toList());
    }

    /** Runs each piece of work on a thread of its own. */
    static <T> Race<T> of(List<Supplier<T>> runners) {
        ExecutorService threads = Executors.newFixedThreadPool(runners.size());
        try {
            CyclicBarrier barrier = new CyclicBarrier(runners.size());
            List<Future<T>> running = new ArrayList<>();
            runners.forEach(runner -> running.add(threads.submit(() -> {
                await(barrier);
                return runner.get();
            })));
            return new Race<>(running.stream().map(Race::finish).toList());
        } finally {
            threads.shutdownNow();
        }
    }

    /** What the runners yielded that came home. */
    List<T> values() {
        return finishes.stream().flatMap(finish -> finish.value().stream()).toList();
    }

    /** What the other runners ended with. */
    List<Throwable> failures() {
        return finishes.stream()
                .flatMap(finish -> Optional.ofNullable(finish.failure()).stream())
                .toList();
    }

    /** What all runners yielded, none of whom may have failed. */
    List<T> allValues() {
        failures().stream().findFirst().ifPresent(failure -> {
            throw new AssertionError(failures().size() + " of " + finishes.size() + " runners failed", failure);
        });
        return values();
    }

    private static void await(CyclicBarrier barrier)
            throws InterruptedException, BrokenBarrierException, TimeoutException {
        barrier.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static <T> Finish<T> finish(Future<T> running) {
        try {
            return new Finish<>(Optional.of(running.get(PATIENCE_SECONDS, TimeUnit.SECONDS)), null);
        } catch (ExecutionException e) {
            return new Finish<>(Optional.empty(), e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("a runner did not come home within " + PATIENCE_SECONDS + " seconds", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for a runner", e);
        }
    }
}
