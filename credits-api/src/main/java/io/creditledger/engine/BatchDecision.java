package io.creditledger.engine;

import io.creditledger.AccountId;
import io.creditledger.AccountNotFoundException;
import io.creditledger.Command;
import io.creditledger.spi.AccountChange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a batch comes to.
 *
 * @param outcomes one for each command, in the batch's order
 * @param changes what is to be written, one for each account that changes, in the order of their ids
 */
record BatchDecision(List<Outcome> outcomes, List<AccountChange> changes) {

    /** Decides each command in turn, on what those before it left; the states go on with them. */
    static BatchDecision of(Engine engine, Batch batch, List<AccountState> states) {
        Map<AccountId, AccountState> byAccount = byAccount(states);
        Few<Outcome> outcomes = new Few<>();
        for (Command<?> command : batch.commands()) {
            AccountState state = byAccount.get(command.account());
            outcomes.add(
                    state == null
                            ? new Outcome.Refused(new AccountNotFoundException(command.account()))
                            : decide(engine, state, command));
        }
        return new BatchDecision(outcomes.list(), changes(states));
    }

    /** Mostly there is a single account, which needs no table. */
    private static Map<AccountId, AccountState> byAccount(List<AccountState> states) {
        if (states.size() == 1) {
            return Map.of(states.get(0).account().id(), states.get(0));
        }
        Map<AccountId, AccountState> byAccount = new HashMap<>();
        for (AccountState state : states) {
            byAccount.put(state.account().id(), state);
        }
        return byAccount;
    }

    private static Outcome decide(Engine engine, AccountState state, Command<?> command) {
        Decision decision = engine.decide(state, command);
        if (!decision.changesNothing()) {
            state.advance(decision);
        }
        return decision.outcome();
    }

    private static List<AccountChange> changes(List<AccountState> states) {
        Few<AccountChange> changes = new Few<>();
        for (AccountState state : states) {
            if (state.isChanged()) {
                changes.add(state.change());
            }
        }
        return changes.list();
    }
}
