package io.creditledger.benchmarks.charging;

import io.creditledger.benchmarks.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Threads that call something as fast as they can. What counts is each call that ended while it was measured. A caller
 * ends the call that it is in when time is up, and stays until everything was counted.
 */
final class Callers {
    private enum Phase {
        WARMUP,
        MEASURED,
        OVER
    }

    private final Called called;
    private final Load load;
    private final List<Caller> callers = new ArrayList<>();
    private final CountDownLatch failed = new CountDownLatch(1);
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final CountDownLatch counted = new CountDownLatch(1);
    private final CountDownLatch ended;
    private volatile Phase phase = Phase.WARMUP;

    private Callers(Called called, Load load) {
        this.called = called;
        this.load = load;
        this.ended = new CountDownLatch(load.callers());
    }

    /** Returns {@link Findings#SECONDS}, the calls in them, all calls, what they took, and what they allocated. */
    static Findings call(Called called, Load load) {
        try {
            return new Callers(called, load).run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while callers were calling", e);
        }
    }

    private Findings run() throws InterruptedException {
        for (int number = 0; number < load.callers(); number++) {
            callers.add(new Caller(number));
        }
        callers.forEach(Thread::start);
        pass(load.warmup().toNanos());
        Allocations before = Allocations.now();
        long begun = System.nanoTime();
        phase = Phase.MEASURED;
        pass(load.measured().toNanos());
        phase = Phase.OVER;
        double seconds = (System.nanoTime() - begun) / 1e9;
        ended.await();
        long bytes = Allocations.now().since(before);
        counted.countDown();
        for (Caller caller : callers) {
            caller.join();
        }
        return found(seconds, bytes);
    }

    /** Lets time pass; nobody waits for those that have failed. */
    private void pass(long nanos) throws InterruptedException {
        if (failed.await(nanos, TimeUnit.NANOSECONDS)) {
            phase = Phase.OVER;
        }
    }

    private Findings found(double seconds, long bytes) {
        Exception thrown = failure.get();
        if (thrown != null) {
            throw new IllegalStateException("a call failed: " + thrown, thrown);
        }
        Latencies all = new Latencies();
        callers.forEach(caller -> all.addAll(caller.latencies));
        return new Findings(Map.of(
                Findings.SECONDS,
                seconds,
                Measures.CALLS,
                (double) all.count(),
                Measures.ALL_CALLS,
                (double) callers.stream().mapToLong(caller -> caller.calls).sum(),
                Measures.P50,
                all.millisOf(0.5),
                Measures.P99,
                all.millisOf(0.99),
                Measures.BYTES,
                (double) bytes / Math.max(1, all.count())));
    }

    private final class Caller extends Thread {
        private final Latencies latencies = new Latencies();
        private final SplittableRandom random;
        private final Keys keys = new Keys();
        private long calls;

        Caller(int number) {
            super("caller-" + number);
            this.random = new SplittableRandom(number);
        }

        @Override
        public void run() {
            try {
                while (phase != Phase.OVER) {
                    callOnce();
                }
            } catch (Exception e) {
                failure.compareAndSet(null, e);
                failed.countDown();
            }
            ended.countDown();
            awaitCounting();
        }

        private void callOnce() throws Exception {
            int account = 1 + random.nextInt(load.accounts());
            long key = keys.next();
            long begun = System.nanoTime();
            called.call(account, key);
            long took = System.nanoTime() - begun;
            calls++;
            if (phase == Phase.MEASURED) {
                latencies.add(took);
            }
        }

        private void awaitCounting() {
            try {
                counted.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
