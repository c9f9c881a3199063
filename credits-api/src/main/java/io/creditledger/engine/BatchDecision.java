package io.creditledger.engine;

import io.creditledger.AccountId;
import io.creditledger.AccountNotFoundException;
import io.creditledger.Command;
import io.creditledger.spi.AccountChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a batch comes to.
 *
 * @param outcomes one for each command, in the batch's order
 * @param changes what is to be written, one for each account that changes
 */
record BatchDecision(List<Outcome> outcomes, List<AccountChange> changes) {

    /** Decides each command in turn, on what those before it left; the states go on with them. */
    static BatchDecision of(Engine engine, Batch batch, Map<AccountId, AccountState> states) {
        Map<AccountId, AccountChanges> changes = new LinkedHashMap<>();
        List<Outcome> outcomes = new ArrayList<>(batch.commands().size());
        for (Command<?> command : batch.commands()) {
            AccountState state = states.get(command.account());
            if (state == null) {
                outcomes.add(new Outcome.Refused(new AccountNotFoundException(command.account())));
                continue;
            }
            Decision decision = engine.decide(state, command);
            outcomes.add(decision.outcome());
            if (!decision.changesNothing()) {
                changes.computeIfAbsent(
                                command.account(),
                                account -> new AccountChanges(state.account(), Set.copyOf(state.tasks())))
                        .add(decision);
                state.advance(decision);
            }
        }
        return new BatchDecision(
                outcomes,
                changes.values().stream().map(AccountChanges::asChange).toList());
    }
}
