package io.creditledger;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs a ledger's sweep once a day, on a daemon thread of its own, and logs what came of it.
 *
 * <pre>{@code
 * try (ExpiryScheduler expiry = ExpiryScheduler.daily(ledger)
 *         .at(LocalTime.of(3, 0))
 *         .in(ZoneId.of("Asia/Shanghai"))
 *         .start()) {
 *     runTheProduct();
 * }
 * }</pre>
 *
 * <p>Each calendar date of the zone has one run. On a date whose clocks skip the time of the run, it comes as much later as
 * they skip; on a date that has the time twice, it comes at the first. A run that was missed, because the machine slept or
 * the clock jumped, is made up for as soon as that shows, several missed runs by a single one: a sweep records whatever
 * is due. Dates that were missed before {@code start()} are made up for by the next run, or by {@link #runNow()}.
 *
 * <p>A run is logged to the {@linkplain System.Logger system logger} with this class's name: at level INFO what it
 * recorded, at level ERROR why it failed. A failed run changes nothing about the runs to come.
 *
 * <p>Several nodes may each have a scheduler over one database: what one of them has recorded, the others find done.
 * Thread-safe.
 */
public final class ExpiryScheduler implements AutoCloseable {
    /**
     * Timers stand still while a machine sleeps, and do not notice that the wall clock was set. So the clock is asked again
     * at least this often, instead of one long wait.
     */
    static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    /** How long a running sweep may go on after the scheduler was closed. */
    static final Duration GRACE = Duration.ofSeconds(30);

    private final DailyTime dailyTime;
    private final InstantSource clock;
    private final ReportedSweep sweep;
    private final ScheduledExecutorService timer;
    private final Logger logger;
    private volatile Instant next;

    private ExpiryScheduler(Builder setup, ScheduledExecutorService timer, Logger logger) {
        this.dailyTime = new DailyTime(setup.time, setup.zone);
        this.clock = setup.clock;
        this.sweep = new ReportedSweep(setup.ledger, setup.sweep, setup.clock, logger, setup.listener);
        this.timer = timer;
        this.logger = logger;
        this.next = dailyTime.after(clock.instant());
    }

    /**
     * Begins to set up a scheduler: daily at midnight in UTC, with a sweep in batches of the default size, by the system's
     * clock.
     *
     * @param ledger whose expiries are to be recorded; it stays open when the scheduler is closed
     * @return what is left to choose
     */
    public static Builder daily(CreditLedger ledger) {
        return new Builder(ledger);
    }

    /**
     * Runs a sweep on the calling thread, whatever the time, logs it and tells the listener. The daily runs go on as they
     * would have; it may be called while one of them is under way. If the calling thread is interrupted, the sweep ends
     * after its current batch at the latest, as a failed run.
     *
     * @return what came of it; a failure is returned, not thrown
     * @throws IllegalStateException if the scheduler is closed
     */
    public ExpiryRun runNow() {
        if (timer.isShutdown()) {
            throw new IllegalStateException("the expiry scheduler is closed; call the ledger's expire() itself");
        }
        return sweep.run();
    }

    /**
     * Returns when the next daily run is planned.
     *
     * @return the instant; while a run is under way, the one of the run after it
     */
    public Instant nextRun() {
        return next;
    }

    /**
     * Ends the daily runs. A daily run that is under way is given 30 seconds; then it is interrupted and ends after its
     * current batch at the latest, and what it has committed stays recorded. Closing again does nothing more.
     *
     * <p>If the calling thread is interrupted while it waits, the run is interrupted at once.
     */
    @Override
    public void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException e) {
            timer.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void check() {
        Duration wait = LONGEST_WAIT;
        try {
            runIfDue(clock.instant());
            wait = untilNext();
        } catch (RuntimeException e) {
            logger.log(Level.ERROR, "the expiry schedule could not be followed; the next try comes after " + wait, e);
        } finally {
            checkAfter(wait);
        }
    }

    private void runIfDue(Instant now) {
        if (now.isBefore(next)) {
            next = dailyTime.replanned(next, now);
        } else {
            next = dailyTime.after(now);
            sweep.run();
        }
    }

    private Duration untilNext() {
        Instant now = clock.instant();
        if (!now.isBefore(next)) {
            return Duration.ZERO;
        }
        Duration wait = Duration.between(now, next);
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    /** Nobody needs to look at the future: a check logs its failures itself. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void checkAfter(Duration wait) {
        timer.schedule(this::check, wait.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** What is to be chosen of a scheduler. For use by one thread. */
    public static final class Builder {
        private final CreditLedger ledger;
        private LocalTime time = LocalTime.MIDNIGHT;
        private ZoneId zone = ZoneOffset.UTC;
        private Sweep sweep = Sweep.inBatches();
        private InstantSource clock = InstantSource.system();
        private Consumer<? super ExpiryRun> listener = run -> {};

        private Builder(CreditLedger ledger) {
            this.ledger = Objects.requireNonNull(ledger, "ledger");
        }

        /**
         * Chooses the time of the day.
         *
         * @param newTime the local time of the daily run
         * @return this builder
         */
        public Builder at(LocalTime newTime) {
            time = Objects.requireNonNull(newTime, "newTime");
            return this;
        }

        /**
         * Chooses the zone.
         *
         * @param newZone the zone whose calendar and clocks count
         * @return this builder
         */
        public Builder in(ZoneId newZone) {
            zone = Objects.requireNonNull(newZone, "newZone");
            return this;
        }

        /**
         * Chooses how to sweep.
         *
         * @param newSweep the batch size, and who is told about the progress
         * @return this builder
         */
        public Builder sweeping(Sweep newSweep) {
            sweep = Objects.requireNonNull(newSweep, "newSweep");
            return this;
        }

        /**
         * Chooses the clock.
         *
         * @param newClock the time, best the one that the ledger goes by
         * @return this builder
         */
        public Builder by(InstantSource newClock) {
            clock = Objects.requireNonNull(newClock, "newClock");
            return this;
        }

        /**
         * Chooses who is told about each run, such as the host's metrics.
         *
         * @param newListener is told after each run, on the thread that ran; what it throws is logged and goes no further.
         *     It must not close the scheduler
         * @return this builder
         */
        public Builder telling(Consumer<? super ExpiryRun> newListener) {
            listener = Objects.requireNonNull(newListener, "newListener");
            return this;
        }

        /**
         * Starts the scheduler.
         *
         * @return the scheduler, to be closed before the ledger's database is
         */
        public ExpiryScheduler start() {
            return start(daemonTimer(), System.getLogger(ExpiryScheduler.class.getName()));
        }

        ExpiryScheduler start(ScheduledExecutorService timer, Logger logger) {
            ExpiryScheduler scheduler = new ExpiryScheduler(this, timer, logger);
            scheduler.checkAfter(Duration.ZERO);
            return scheduler;
        }

        /** A check that ends after the timer was closed cannot plan another one; that is what closing means. */
        private static ScheduledExecutorService daemonTimer() {
            ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
                    1, ExpiryScheduler::newThread, new ThreadPoolExecutor.DiscardPolicy());
            timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
            return timer;
        }
    }

    private static Thread newThread(Runnable work) {
        Thread thread = new Thread(work, "creditledger-expiry");
        thread.setDaemon(true);
        return thread;
    }
}
