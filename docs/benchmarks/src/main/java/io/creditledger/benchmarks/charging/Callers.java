package io.creditledger.benchmarks.charging;

import io.creditledger.benchmarks.Findings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Threads that call something as fast as they can. First they go through all accounts together, once, as each account of a
 * ledger that has run for a while was called before. After that they call at random, to warm up, and to be measured. What
 * counts is each call that ended while it was measured. A caller ends the calls that it has under way when time is up, and
 * stays until everything was counted.
 */
final class Callers {
    private enum Phase {
        WARMUP,
        MEASURED,
        OVER
    }

    private final Load load;
    private final List<Caller> callers = new ArrayList<>();
    private final CountDownLatch failed = new CountDownLatch(1);
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final CountDownLatch counted = new CountDownLatch(1);
    private final CountDownLatch throughAll;
    private final CountDownLatch ended;
    private volatile Phase phase = Phase.WARMUP;

    private Callers(Load load) {
        this.load = load;
        this.throughAll = new CountDownLatch(load.callers());
        this.ended = new CountDownLatch(load.callers());
    }

    /** Returns {@link Findings#SECONDS}, the calls in them, all calls, what they took, and what they allocated. */
    static Findings call(Called called, Load load) {
        Callers callers = new Callers(load);
        return callers.uninterrupted(number -> callers.new Waiting(number, called));
    }

    /**
     * Returns the same of callers that wait for the oldest of their calls only when they have as many under way as they may.
     * What a call took ends when its answer was waited for and seen.
     */
    static Findings submit(Submitted submitted, int underWay, Load load) {
        Callers callers = new Callers(load);
        return callers.uninterrupted(number -> callers.new Submitting(number, submitted, underWay));
    }

    private Findings uninterrupted(IntFunction<Caller> making) {
        try {
            return run(making);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while callers were calling", e);
        }
    }

    private Findings run(IntFunction<Caller> making) throws InterruptedException {
        for (int number = 0; number < load.callers(); number++) {
            callers.add(making.apply(number));
        }
        callers.forEach(Thread::start);
        throughAll.await();
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

    private abstract class Caller extends Thread {
        private final Latencies latencies = new Latencies();
        private final SplittableRandom random;
        private final Keys keys = new Keys();
        private final int number;
        private long calls;

        Caller(int number) {
            super("caller-" + number);
            this.number = number;
            this.random = new SplittableRandom(number);
        }

        abstract void call(int account, long key) throws Exception;

        /** Ends what is under way. */
        abstract void end() throws Exception;

        @Override
        public void run() {
            try {
                goThroughAll();
                while (phase != Phase.OVER) {
                    call(1 + random.nextInt(load.accounts()), keys.next());
                }
                end();
            } catch (Exception e) {
                failure.compareAndSet(null, e);
                failed.countDown();
            }
            ended.countDown();
            awaitCounting();
        }

        /** Calls its share of the accounts once. When anybody has failed nobody needs to go on, or to be waited for. */
        private void goThroughAll() throws Exception {
            try {
                int account = 1 + number;
                while (account <= load.accounts() && failed.getCount() > 0) {
                    call(account, keys.next());
                    account += load.callers();
                }
                end();
            } finally {
                throughAll.countDown();
            }
        }

        final void answered(long begun) {
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

    /** Waits for each answer. */
    private final class Waiting extends Caller {
        private final Called called;

        Waiting(int number, Called called) {
            super(number);
            this.called = called;
        }

        @Override
        void call(int account, long key) throws Exception {
            long begun = System.nanoTime();
            called.call(account, key);
            answered(begun);
        }

        @Override
        void end() {}
    }

    /** Waits for the oldest answer when there are too many to come. */
    private final class Submitting extends Caller {
        private final Submitted submitted;
        private final int most;
        private final Deque<UnderWay> underWay = new ArrayDeque<>();

        Submitting(int number, Submitted submitted, int most) {
            super(number);
            this.submitted = submitted;
            this.most = most;
        }

        @Override
        void call(int account, long key) throws Exception {
            if (underWay.size() == most) {
                awaitOldest();
            }
            long begun = System.nanoTime();
            underWay.add(new UnderWay(begun, submitted.submit(account, key).toCompletableFuture()));
        }

        private void awaitOldest() throws Exception {
            UnderWay oldest = underWay.remove();
            oldest.answer().get();
            answered(oldest.begun());
        }

        @Override
        void end() throws Exception {
            while (!underWay.isEmpty()) {
                awaitOldest();
            }
        }
    }

    private record UnderWay(long begun, CompletableFuture<?> answer) {}
}
