package io.creditledger.engine;

import io.creditledger.Command;
import java.util.Iterator;
import java.util.concurrent.CompletionStage;

/** How commands come to a commit: each on its caller's thread, or grouped with those of other callers. */
interface Commits {
    /** Returns what became of a command, once its effect is durable. */
    Outcome commit(Command<?> command);

    /** The same, without waiting where somebody else does the work. */
    CompletionStage<Outcome> submit(Command<?> command);

    /**
     * Commits many commands, in as few transactions as fits. No more than a few batches are in memory at a time.
     *
     * @param commands taken as there is room for them
     * @param outcomes told the outcome of each command, in their order, on the calling thread; what it throws ends the work
     */
    void commitAll(Iterator<? extends Command<?>> commands, OutcomeListener outcomes);

    /** Is told what became of commands. */
    @FunctionalInterface
    interface OutcomeListener {
        void accept(Command<?> command, Outcome outcome);
    }

    /** Finishes what was accepted, then refuses every change if there is anything to refuse it. */
    void drain();
}
