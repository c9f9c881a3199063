package io.creditledger.engine;

import io.creditledger.AccountId;
import io.creditledger.Command;
import io.creditledger.GroupCommit;
import io.creditledger.LedgerTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Committers commit the commands of all callers.
 *
 * <p>The accounts are split into slices by the hash of their ids, as many as there are committers. Each slice has a queue,
 * of which one committer at a time works off batch after batch. So no two committers of one ledger ever wait for each
 * other's locks, and the commands of one account are decided in the order in which they came. Committers of other nodes
 * lock accounts in the same order of ids, as every batch does.
 *
 * <p>A caller puts its command into the queue of the slice and waits. If nobody works off the queue, it calls the committer
 * that became idle last. That one's thread, its connection and what serves it in the database are warm, and a lone caller
 * always gets the same one, whichever accounts it names. The committer takes all that waits, up to the size of a batch, and
 * does not wait for more: when there is one caller, its command is a batch of one. While a batch is being committed the next
 * one gathers, so that batches grow with the load and never with time.
 *
 * <p>Whether a command is committed is decided once, by whoever is first: the committer that takes it, or the caller that
 * withdraws it because the time is up or the thread was interrupted. Whoever withdraws knows that nothing has happened.
 *
 * <p>To drain is to close the queues, which then take no more, and to wait until the committers have emptied them and ended.
 */
final class GroupedCommits implements Commits {
    private static final int BATCHES_UNDER_WAY = 2;

    private final List<CommandQueue> queues;
    private final List<Committer> committers;
    private final Duration timeout;
    private final int mostUnderWay;
    private final StageCompleter stages = new StageCompleter();

    GroupedCommits(CommitPath path, GroupCommit settings) {
        this.timeout = settings.timeout();
        this.mostUnderWay = BATCHES_UNDER_WAY * settings.committers() * settings.batchSize();
        BlockingDeque<Committer> idle = new LinkedBlockingDeque<>();
        this.queues = Stream.generate(() -> new CommandQueue(settings.queueSize(), idle))
                .limit(settings.committers())
                .toList();
        BatchCommits batches = new BatchCommits(path);
        this.committers = IntStream.rangeClosed(1, settings.committers())
                .mapToObj(number -> Committer.started(batches, settings.batchSize(), "credit-committer-" + number))
                .toList();
        idle.addAll(committers);
    }

    @Override
    public Outcome commit(Command<?> command) {
        PendingCommand pending = new PendingCommand(command);
        queueOf(command.account()).add(pending);
        return await(pending);
    }

    /** What the host hangs on the stage must not run on a committer. */
    @Override
    public CompletionStage<Outcome> submit(Command<?> command) {
        PendingCommand pending = new PendingCommand(command);
        try {
            queueOf(command.account()).add(pending);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
        return stages.stageOf(pending.outcome());
    }

    @Override
    public void commitAll(Iterator<? extends Command<?>> commands, OutcomeListener outcomes) {
        Deque<PendingCommand> underWay = new ArrayDeque<>();
        while (commands.hasNext()) {
            PendingCommand next = new PendingCommand(commands.next());
            put(next);
            underWay.add(next);
            while (underWay.size() >= mostUnderWay || isNextDone(underWay)) {
                tell(underWay.remove(), outcomes);
            }
        }
        while (!underWay.isEmpty()) {
            tell(underWay.remove(), outcomes);
        }
    }

    private static boolean isNextDone(Deque<PendingCommand> underWay) {
        PendingCommand next = underWay.peek();
        return next != null && next.outcome().isDone();
    }

    private void tell(PendingCommand pending, OutcomeListener outcomes) {
        outcomes.accept(pending.command(), await(pending));
    }

    @Override
    public void drain() {
        queues.forEach(CommandQueue::close);
        boolean interrupted = false;
        for (Committer committer : committers) {
            interrupted |= wasInterruptedUntilEnd(committer);
        }
        stages.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean wasInterruptedUntilEnd(Committer committer) {
        boolean interrupted = false;
        for (boolean ended = false; !ended; ) {
            try {
                committer.awaitEnd();
                ended = true;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        return interrupted;
    }

    private CommandQueue queueOf(AccountId account) {
        int hash = account.hashCode();
        return queues.get(Math.floorMod(hash ^ (hash >>> 16), queues.size()));
    }

    private void put(PendingCommand pending) {
        try {
            queueOf(pending.command().account()).put(pending);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LedgerTimeoutException.interrupted(true);
        }
    }

    private Outcome await(PendingCommand pending) {
        try {
            return pending.outcome().get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw LedgerTimeoutException.after(timeout, pending.withdraw());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LedgerTimeoutException.interrupted(pending.withdraw());
        } catch (ExecutionException e) {
            throw new IllegalStateException("outcomes are completed with values", e);
        }
    }
}
