package io.creditledger.testkit.grouped;

import io.creditledger.spi.AccountChange;
import io.creditledger.spi.CreditStore;
import io.creditledger.spi.StoreTransaction;
import io.creditledger.testkit.contract.ForwardingStore;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A store whose transactions can be held up before they begin, that fails on demand, and that remembers which threads came. */
final class GatedStore extends ForwardingStore {
    private static final int ALL = 1_000_000;

    /** How many entries each committed transaction has written. */
    final List<Integer> commits = new CopyOnWriteArrayList<>();

    /** The thread of each transaction that has come. */
    final List<Thread> threads = new CopyOnWriteArrayList<>();

    /** How many transactions there were at the same time, at most. */
    final AtomicInteger mostAtOnce = new AtomicInteger();

    final AtomicInteger begun = new AtomicInteger();
    private final Semaphore gate = new Semaphore(ALL);
    private final Semaphore arrivals = new Semaphore(0);
    private final AtomicInteger underWay = new AtomicInteger();
    private final ThreadLocal<Integer> written = ThreadLocal.withInitial(() -> 0);
    private final Queue<RuntimeException> nextFailures = new ConcurrentLinkedQueue<>();
    private volatile @Nullable String poison;
    private volatile @Nullable Throwable failure;

    GatedStore(CreditStore store) {
        super(store);
    }

    /** Lets no transaction begin. */
    void shut() {
        gate.drainPermits();
    }

    void open() {
        gate.release(ALL);
    }

    /** Waits until so many more transactions have come to the gate since the last call. */
    void awaitArrivals(int transactions) {
        try {
            if (!arrivals.tryAcquire(transactions, 60, TimeUnit.SECONDS)) {
                throw new AssertionError("waited in vain for " + transactions + " transactions");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** From now on an entry under this key cannot be written. */
    void poison(String key) {
        poison = key;
    }

    /** From now on, every transaction fails like this; null: none does. */
    void failWith(@Nullable Throwable newFailure) {
        failure = newFailure;
    }

    /** The next transactions fail like these, one like each. */
    void failNext(RuntimeException... failures) {
        nextFailures.addAll(List.of(failures));
    }

    @Override
    public <T> T transact(Function<StoreTransaction, T> work) {
        mostAtOnce.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        try {
            arrive();
            failIfAsked();
            written.remove();
            T result = super.transact(work);
            commits.add(written.get());
            return result;
        } finally {
            underWay.decrementAndGet();
        }
    }

    private void arrive() {
        threads.add(Thread.currentThread());
        begun.incrementAndGet();
        arrivals.release();
        gate.acquireUninterruptibly();
        gate.release();
    }

    private void failIfAsked() {
        Throwable asked = nextFailures.isEmpty() ? failure : nextFailures.poll();
        if (asked instanceof RuntimeException exception) {
            throw exception;
        }
        if (asked instanceof Error error) {
            throw error;
        }
    }

    @Override
    protected AccountChange write(AccountChange change) {
        change.entries().forEach(entry -> {
            if (entry.request() != null && entry.request().key().value().equals(poison)) {
                throw new IllegalStateException("the statement failed");
            }
        });
        written.set(written.get() + change.entries().size());
        return change;
    }
}
