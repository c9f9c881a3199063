package io.creditledger.jdbc;

import io.creditledger.LedgerUnavailableException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The attempts at some work in a transaction. The first one presumes what is remembered of the accounts. If that one fails,
 * on whatever it presumed or for whatever other reason, the next one presumes nothing. For use by one thread.
 *
 * @param <T> what the work yields
 */
final class Attempts<T> {
    private final AccountMemory memory;
    private final boolean mayPresumeRows;
    private final BiFunction<Session, TransactionMemory, T> work;
    private @Nullable TransactionMemory last;

    Attempts(AccountMemory memory, boolean mayPresumeRows, BiFunction<Session, TransactionMemory, T> work) {
        this.memory = memory;
        this.mayPresumeRows = mayPresumeRows;
        this.work = work;
    }

    /** Returns what the attempt that was committed yielded. */
    T in(Transactions transactions) {
        T result = untilProven(transactions);
        if (last != null) {
            last.remember();
        }
        return result;
    }

    /** What is decided on a presumption and refused by an exception is refused only if it is without the presumption, too. */
    private T untilProven(Transactions transactions) {
        try {
            return transactions.transact(this::next);
        } catch (RuntimeException e) {
            if (last == null || !last.hasPresumed() || isGivenUp(e)) {
                throw e;
            }
            return transactions.transact(this::next);
        }
    }

    /** What was tried again, as often and for as long as it may be, or was not since the thread is interrupted. */
    private static boolean isGivenUp(RuntimeException failure) {
        return failure instanceof LedgerUnavailableException unavailable
                && (unavailable.isDisconnected() || Thread.currentThread().isInterrupted());
    }

    private T next(Session session) {
        TransactionMemory attempt = last == null
                ? TransactionMemory.presuming(memory, mayPresumeRows)
                : TransactionMemory.presumingNothing(memory);
        last = attempt;
        T result = work.apply(session, attempt);
        attempt.requireProven();
        return result;
    }
}
