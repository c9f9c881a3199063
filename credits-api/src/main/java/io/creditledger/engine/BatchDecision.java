package io.creditledger.engine;

import io.creditledger.AccountId;
import io.creditledger.AccountNotFoundException;
import io.creditledger.Command;
import io.creditledger.Entry;
import io.creditledger.Grant;
import io.creditledger.GrantId;
import io.creditledger.Task;
import io.creditledger.TaskId;
import io.creditledger.spi.Account;
import io.creditledger.spi.AccountChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a batch comes to.
 *
 * @param outcomes one for each command, in the batch's order
 * @param changes what is to be written, one for each account that changes
 */
record BatchDecision(List<Outcome> outcomes, List<AccountChange> changes) {

    /** Decides each command in turn, on what those before it left. */
    static BatchDecision of(Engine engine, Batch batch, Map<AccountId, AccountState> loaded) {
        Map<AccountId, AccountState> states = new HashMap<>(loaded);
        Map<AccountId, Changes> changes = new LinkedHashMap<>();
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
                changes.computeIfAbsent(command.account(), account -> new Changes(state))
                        .add(decision);
                states.put(command.account(), state.after(decision));
            }
        }
        return new BatchDecision(
                outcomes, changes.values().stream().map(Changes::asChange).toList());
    }

    /** The decisions on one account, added up. */
    private static final class Changes {
        private final AccountState before;
        private final Map<GrantId, Grant> grants = new LinkedHashMap<>();
        private final List<Entry> entries = new ArrayList<>();
        private final Map<TaskId, Task> tasks = new LinkedHashMap<>();
        private Account after;

        Changes(AccountState before) {
            this.before = before;
            this.after = before.account();
        }

        void add(Decision decision) {
            after = decision.account();
            entries.addAll(decision.entries());
            decision.grants().forEach(grant -> grants.put(grant.id(), grant));
            decision.tasks().forEach(task -> tasks.put(task.id(), task));
        }

        AccountChange asChange() {
            List<Grant> made = new ArrayList<>();
            List<Grant> drawn = new ArrayList<>();
            for (Grant grant : grants.values()) {
                (grant.number() > before.account().lastGrant() ? made : drawn).add(grant);
            }
            List<Task> started = new ArrayList<>();
            List<Task> moved = new ArrayList<>();
            for (Task task : tasks.values()) {
                (before.task(task.id()) == null ? started : moved).add(task);
            }
            return new AccountChange(after, made, drawn, entries, started, moved);
        }
    }
}
