package io.creditledger;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/**
 * A sweep whose every run is logged and told to a listener. Whatever the ledger or the listener throws ends there.
 * Thread-safe.
 */
final class ReportedSweep {
    private final CreditLedger ledger;
    private final Sweep sweep;
    private final InstantSource clock;
    private final Logger logger;
    private final Consumer<? super ExpiryRun> listener;

    ReportedSweep(
            CreditLedger ledger,
            Sweep sweep,
            InstantSource clock,
            Logger logger,
            Consumer<? super ExpiryRun> listener) {
        this.ledger = ledger;
        this.sweep = sweep.telling(sweep.progress().andThen(ReportedSweep::requireNotInterrupted));
        this.clock = clock;
        this.logger = logger;
        this.listener = listener;
    }

    ExpiryRun run() {
        ExpiryRun run = sweep();
        log(run);
        tell(run);
        return run;
    }

    private ExpiryRun sweep() {
        Instant begun = clock.instant();
        try {
            SweepResult result = ledger.expire(sweep);
            return new ExpiryRun(begun, since(begun), result, null);
        } catch (Throwable e) {
            return new ExpiryRun(begun, since(begun), null, e);
        }
    }

    /** Not every database driver heeds an interruption; between two batches the sweep does. */
    private static void requireNotInterrupted(SweepResult soFar) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the sweep was interrupted after it had recorded " + soFar.grants()
                    + " expired grants; the next one goes on from there");
        }
    }

    private Duration since(Instant begun) {
        Duration took = Duration.between(begun, clock.instant());
        return took.isNegative() ? Duration.ZERO : took;
    }

    private void log(ExpiryRun run) {
        SweepResult result = run.swept();
        if (result == null) {
            logger.log(Level.ERROR, "the expiry sweep failed after " + run.took(), run.thrown());
        } else {
            logger.log(
                    Level.INFO,
                    "the expiry sweep recorded " + result.grants() + " expired grants with " + result.credits()
                            + " credits in " + result.accounts() + " accounts, and took " + run.took());
        }
    }

    private void tell(ExpiryRun run) {
        try {
            listener.accept(run);
        } catch (Throwable e) {
            logger.log(Level.ERROR, "the listener to expiry sweeps failed", e);
        }
    }
}
