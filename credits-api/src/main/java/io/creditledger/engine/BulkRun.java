package io.creditledger.engine;

import io.creditledger.BulkOutcome;
import io.creditledger.BulkResult;
import io.creditledger.KeyedCommand;
import io.creditledger.Receipt;
import java.util.Iterator;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * One bulk call. For use by one thread.
 *
 * @param <C> what is asked for
 * @param <R> the answer
 */
final class BulkRun<C extends KeyedCommand<R>, R extends Receipt> {
    private final Class<C> commandType;
    private final Predicate<R> isReplay;
    private final Consumer<? super BulkOutcome<C, R>> listener;
    private long done;
    private long repeated;
    private long refused;

    BulkRun(Class<C> commandType, Predicate<R> isReplay, Consumer<? super BulkOutcome<C, R>> listener) {
        this.commandType = commandType;
        this.isReplay = isReplay;
        this.listener = Objects.requireNonNull(listener, "outcomes");
    }

    BulkResult run(Commits commits, Iterator<? extends C> items) {
        commits.commitAll(items, (command, outcome) -> tell(commandType.cast(command), outcome));
        return new BulkResult(done, repeated, refused);
    }

    private void tell(C command, Outcome outcome) {
        long index = done + repeated + refused;
        if (outcome instanceof Outcome.Done finished) {
            R receipt = command.receiptType().cast(finished.receipt());
            count(receipt);
            listener.accept(new BulkOutcome.Done<>(index, command, receipt));
        } else {
            refused++;
            listener.accept(new BulkOutcome.Refused<>(index, command, reasonToGoOn(outcome)));
        }
    }

    private void count(R receipt) {
        if (isReplay.test(receipt)) {
            repeated++;
        } else {
            done++;
        }
    }

    /** A database that is away refuses no item; all of them would wait for it in turn. */
    private static RuntimeException reasonToGoOn(Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            return refused.reason();
        }
        RuntimeException reason = ((Outcome.Failed) outcome).reason();
        if (BatchCommits.isDisconnection(reason)) {
            throw reason;
        }
        return reason;
    }
}
