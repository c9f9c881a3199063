package io.creditledger.engine;

import io.creditledger.Command;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A command that waits for its committer. Either the committer takes it or its caller withdraws it, whoever is first.
 * Thread-safe.
 */
final class PendingCommand {
    private final Command<?> command;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private final AtomicBoolean isTaken = new AtomicBoolean();

    PendingCommand(Command<?> command) {
        this.command = command;
    }

    Command<?> command() {
        return command;
    }

    CompletableFuture<Outcome> outcome() {
        return outcome;
    }

    /** Returns true to the committer that is to commit it. */
    boolean take() {
        return isTaken.compareAndSet(false, true);
    }

    /** Returns true if nobody will commit it. */
    boolean withdraw() {
        return take();
    }
}
