package io.creditledger.engine;

import io.creditledger.Command;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Each caller's own thread commits its commands; a single one is a batch of one. */
final class DirectCommits implements Commits {
    private static final int BATCH_SIZE = 500;

    private final CommitPath path;
    private final BatchCommits batches;

    DirectCommits(CommitPath path) {
        this.path = path;
        this.batches = new BatchCommits(path);
    }

    @Override
    public Outcome commit(Command<?> command) {
        return path.commit(List.of(command)).get(0);
    }

    @Override
    public CompletionStage<Outcome> submit(Command<?> command) {
        try {
            return CompletableFuture.completedFuture(commit(command));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public void commitAll(Iterator<? extends Command<?>> commands, OutcomeListener outcomes) {
        List<Command<?>> batch = new ArrayList<>(BATCH_SIZE);
        while (commands.hasNext()) {
            batch.clear();
            while (batch.size() < BATCH_SIZE && commands.hasNext()) {
                batch.add(commands.next());
            }
            List<Outcome> found = batches.commit(batch);
            for (int i = 0; i < found.size(); i++) {
                outcomes.accept(batch.get(i), found.get(i));
            }
        }
    }

    @Override
    public void drain() {
        // Every call is done when it returns.
    }
}
