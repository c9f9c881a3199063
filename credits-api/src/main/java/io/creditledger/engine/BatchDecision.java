package io.creditledger.engine;

import io.creditledger.AccountId;
import io.creditledger.AccountNotFoundException;
import io.creditledger.Command;
import io.creditledger.spi.AccountChange;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;

/**
 * What a batch comes to.
 *
 * @param outcomes one for each command, in the batch's order
 * @param changes what is to be written, one for each account that changes, in the order of their ids
 */
record BatchDecision(List<Outcome> outcomes, List<AccountChange> changes) {

    /** Decides each command in turn, on what those before it left; the states go on with them. */
    static BatchDecision of(Engine engine, Batch batch, SortedMap<AccountId, AccountState> states) {
        Few<Outcome> outcomes = new Few<>();
        for (Command<?> command : batch.commands()) {
            AccountState state = states.get(command.account());
            outcomes.add(
                    state == null
                            ? new Outcome.Refused(new AccountNotFoundException(command.account()))
                            : decide(engine, state, command));
        }
        return new BatchDecision(outcomes.list(), changes(states.values()));
    }

    private static Outcome decide(Engine engine, AccountState state, Command<?> command) {
        Decision decision = engine.decide(state, command);
        if (!decision.changesNothing()) {
            state.advance(decision);
        }
        return decision.outcome();
    }

    private static List<AccountChange> changes(Collection<AccountState> states) {
        Few<AccountChange> changes = new Few<>();
        for (AccountState state : states) {
            if (state.isChanged()) {
                changes.add(state.change());
            }
        }
        return changes.list();
    }
}
