package io.creditledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A timer that works when the test lets time elapse, on the test's own thread, and a wall clock that the test can set
 * without the timer's noticing.
 */
final class ManualTimer extends AbstractExecutorService implements ScheduledExecutorService, InstantSource {
    final List<Duration> waits = new ArrayList<>();
    final List<String> calls = new ArrayList<>();
    private final List<Task> tasks = new ArrayList<>();
    private Instant now;
    private Duration elapsed = Duration.ZERO;
    private Termination termination = () -> true;

    /** Answers whether what was running has ended. */
    interface Termination {
        boolean await() throws InterruptedException;
    }

    ManualTimer(String now) {
        this.now = Instant.parse(now);
    }

    @Override
    public Instant instant() {
        return now;
    }

    void setClock(String instant) {
        now = Instant.parse(instant);
    }

    void terminateBy(Termination newTermination) {
        termination = newTermination;
    }

    /** Lets time elapse, for the timer and on the wall clock, and runs what falls due meanwhile. */
    void elapse(Duration duration) {
        Duration end = elapsed.plus(duration);
        for (Task task = firstBefore(end); task != null; task = firstBefore(end)) {
            moveTo(task.due);
            tasks.remove(task);
            task.run();
        }
        moveTo(end);
    }

    boolean isIdle() {
        return tasks.isEmpty();
    }

    private @Nullable Task firstBefore(Duration end) {
        return tasks.stream()
                .filter(task -> task.due.compareTo(end) <= 0)
                .min((left, right) -> left.due.compareTo(right.due))
                .orElse(null);
    }

    private void moveTo(Duration moment) {
        now = now.plus(moment.minus(elapsed));
        elapsed = moment;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        Duration wait = Duration.of(delay, unit.toChronoUnit());
        waits.add(wait);
        Task task = new Task(command, elapsed.plus(wait));
        if (!isShutdown()) {
            tasks.add(task);
        }
        return task;
    }

    @Override
    public void shutdown() {
        calls.add("shutdown");
        tasks.clear();
    }

    @Override
    public List<Runnable> shutdownNow() {
        calls.add("shutdownNow");
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return !calls.isEmpty();
    }

    @Override
    public boolean isTerminated() {
        return isShutdown();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        calls.add("await " + Duration.of(timeout, unit.toChronoUnit()));
        return termination.await();
    }

    @Override
    public void execute(Runnable command) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    private static final class Task extends FutureTask<Boolean> implements RunnableScheduledFuture<Boolean> {
        private final Duration due;

        Task(Runnable command, Duration due) {
            super(command, true);
            this.due = due;
        }

        @Override
        public boolean isPeriodic() {
            return false;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int compareTo(Delayed other) {
            throw new UnsupportedOperationException();
        }
    }
}
