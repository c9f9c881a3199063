package io.creditledger.engine;

import io.creditledger.Command;
import io.creditledger.HostTransactionException;
import io.creditledger.LedgerUnavailableException;
import java.util.ArrayList;
import java.util.List;

/**
 * Commits batches such that a command that cannot be written takes no others with it. If the transaction of a batch fails,
 * its halves are committed each in one of its own, and so on down to the command that is the culprit. What was committed,
 * although the answer was lost, is found again by its key.
 *
 * <p>There is no culprit to look for if there is no connection to the database, or if the transaction is the host's and has
 * failed as a whole.
 */
final class BatchCommits {
    private final CommitPath path;

    BatchCommits(CommitPath path) {
        this.path = path;
    }

    /** Returns one outcome for each command, in their order, once the effects of all that are done are durable. */
    List<Outcome> commit(List<? extends Command<?>> commands) {
        List<Outcome> outcomes = new ArrayList<>(commands.size());
        commit(commands, outcomes);
        return outcomes;
    }

    private void commit(List<? extends Command<?>> commands, List<Outcome> outcomes) {
        try {
            outcomes.addAll(path.commit(commands));
        } catch (HostTransactionException e) {
            throw e;
        } catch (RuntimeException e) {
            if (commands.size() == 1 || isDisconnection(e)) {
                fail(commands, e, outcomes);
            } else {
                commitHalves(commands, outcomes);
            }
        }
    }

    private void commitHalves(List<? extends Command<?>> commands, List<Outcome> outcomes) {
        int half = commands.size() / 2;
        commit(commands.subList(0, half), outcomes);
        List<? extends Command<?>> others = commands.subList(half, commands.size());
        if (outcomes.get(outcomes.size() - 1) instanceof Outcome.Failed failed && isDisconnection(failed.reason())) {
            fail(others, failed.reason(), outcomes);
        } else {
            commit(others, outcomes);
        }
    }

    private static void fail(List<? extends Command<?>> commands, RuntimeException reason, List<Outcome> outcomes) {
        commands.forEach(command -> outcomes.add(new Outcome.Failed(reason)));
    }

    /** Without a connection all others would wait as long, and fail alike. */
    static boolean isDisconnection(RuntimeException failure) {
        return failure instanceof LedgerUnavailableException unavailable && unavailable.isDisconnected();
    }
}
