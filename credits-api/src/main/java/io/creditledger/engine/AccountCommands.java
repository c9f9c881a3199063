package io.creditledger.engine;

import io.creditledger.AccountId;
import io.creditledger.Command;
import io.creditledger.CreditPolicy;
import io.creditledger.OpenAccount;
import io.creditledger.spi.Demand;
import java.time.Instant;
import java.util.List;

/** The commands of a batch that name one account, in their order. */
record AccountCommands(AccountId account, List<Command<?>> commands) {
    /** Whether one of them opens the account. */
    boolean isOpening() {
        for (Command<?> command : commands) {
            if (command instanceof OpenAccount) {
                return true;
            }
        }
        return false;
    }

    /** Says what deciding them at an instant needs to know of the account. */
    Demand demand(Instant at, CreditPolicy policy) {
        DemandDraft draft = new DemandDraft(at, policy);
        for (Command<?> command : commands) {
            draft.add(command);
        }
        return draft.of(account);
    }
}
