package io.creditledger;

import java.util.Objects;

/**
 * What became of one item of a bulk call.
 *
 * @param <C> what was asked for
 * @param <R> the answer
 */
public sealed interface BulkOutcome<C extends KeyedCommand<R>, R extends Receipt> {
    /**
     * Returns which item it is.
     *
     * @return its place among the items, from 0
     */
    long index();

    /**
     * Returns what was asked for.
     *
     * @return the item
     */
    C command();

    /**
     * The item is done, now or earlier, and durable.
     *
     * @param index its place among the items, from 0
     * @param command the item
     * @param receipt the answer
     * @param <C> what was asked for
     * @param <R> the answer's type
     */
    record Done<C extends KeyedCommand<R>, R extends Receipt>(long index, C command, R receipt)
            implements BulkOutcome<C, R> {
        /** Checks that nothing is missing. */
        public Done {
            Objects.requireNonNull(command, "command");
            Objects.requireNonNull(receipt, "receipt");
        }
    }

    /**
     * The item was refused, or could not be written, and has changed nothing; the same item as a call of its own would have
     * thrown the reason.
     *
     * @param index its place among the items, from 0
     * @param command the item
     * @param reason why
     * @param <C> what was asked for
     * @param <R> the answer's type
     */
    record Refused<C extends KeyedCommand<R>, R extends Receipt>(long index, C command, RuntimeException reason)
            implements BulkOutcome<C, R> {
        /** Checks that nothing is missing. */
        public Refused {
            Objects.requireNonNull(command, "command");
            Objects.requireNonNull(reason, "reason");
        }
    }
}
