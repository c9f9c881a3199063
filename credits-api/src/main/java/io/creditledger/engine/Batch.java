package io.creditledger.engine;

import io.creditledger.AccountId;
import io.creditledger.Command;
import io.creditledger.CreditPolicy;
import io.creditledger.spi.Account;
import io.creditledger.spi.Demand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Commands that are committed together. */
final class Batch {
    private final List<Command<?>> commands;
    private final List<AccountCommands> byAccount;

    Batch(List<? extends Command<?>> commands) {
        this.commands = List.copyOf(commands);
        this.byAccount = byAccount(this.commands);
    }

    private static List<AccountCommands> byAccount(List<Command<?>> commands) {
        if (commands.size() == 1) {
            return List.of(new AccountCommands(commands.get(0).account(), commands));
        }
        SortedMap<AccountId, Few<Command<?>>> sorted = new TreeMap<>();
        for (Command<?> command : commands) {
            sorted.computeIfAbsent(command.account(), account -> new Few<>()).add(command);
        }
        List<AccountCommands> byAccount = new ArrayList<>(sorted.size());
        sorted.forEach((account, asked) -> byAccount.add(new AccountCommands(account, asked.list())));
        return byAccount;
    }

    List<Command<?>> commands() {
        return commands;
    }

    SortedSet<AccountId> accounts() {
        return accounts(byAccount);
    }

    /** Mostly there are none. */
    SortedSet<AccountId> accountsToOpen() {
        Few<AccountCommands> opening = new Few<>();
        for (AccountCommands asked : byAccount) {
            if (asked.isOpening()) {
                opening.add(asked);
            }
        }
        List<AccountCommands> opened = opening.list();
        return opened.isEmpty() ? Collections.emptySortedSet() : accounts(opened);
    }

    private static SortedSet<AccountId> accounts(List<AccountCommands> named) {
        SortedSet<AccountId> accounts = new TreeSet<>();
        for (AccountCommands asked : named) {
            accounts.add(asked.account());
        }
        return accounts;
    }

    /** Says what deciding this batch needs to know of those of its accounts that are locked, at the time that it is for each. */
    List<Demand> demands(Map<AccountId, Account> locked, Instant now, CreditPolicy policy) {
        Few<Demand> demands = new Few<>();
        for (AccountCommands asked : byAccount) {
            Account account = locked.get(asked.account());
            if (account != null) {
                demands.add(asked.demand(account.timeAt(now), policy));
            }
        }
        return demands.list();
    }

    /** Says what deciding this batch at an instant would need to know of its accounts. */
    List<Demand> expected(Instant at, CreditPolicy policy) {
        Few<Demand> demands = new Few<>();
        for (AccountCommands asked : byAccount) {
            demands.add(asked.demand(at, policy));
        }
        return demands.list();
    }
}
