package io.creditledger.engine;

import io.creditledger.AccountId;
import io.creditledger.ChargeCredits;
import io.creditledger.Command;
import io.creditledger.ConsumptionOrder;
import io.creditledger.Credits;
import io.creditledger.ExpireGrants;
import io.creditledger.IdempotencyKey;
import io.creditledger.KeyedCommand;
import io.creditledger.OpenAccount;
import io.creditledger.spi.Account;
import io.creditledger.spi.Demand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Commands that are committed together, and what deciding them needs to know. */
final class Batch {
    private final List<Command<?>> commands;
    private final SortedMap<AccountId, List<Command<?>>> byAccount = new TreeMap<>();
    private final SortedSet<AccountId> opened = new TreeSet<>();

    Batch(List<? extends Command<?>> commands) {
        this.commands = List.copyOf(commands);
        for (Command<?> command : this.commands) {
            byAccount
                    .computeIfAbsent(command.account(), account -> new ArrayList<>(1))
                    .add(command);
            if (command instanceof OpenAccount) {
                opened.add(command.account());
            }
        }
    }

    List<Command<?>> commands() {
        return commands;
    }

    SortedSet<AccountId> accounts() {
        return new TreeSet<>(byAccount.keySet());
    }

    SortedSet<AccountId> accountsToOpen() {
        return opened;
    }

    /** Says what deciding this batch needs to know of an account. */
    Demand demand(Account account, Instant now, ConsumptionOrder order) {
        List<Command<?>> asked = byAccount.getOrDefault(account.id(), List.of());
        return new Demand(account.id(), keys(asked), account.timeAt(now), order, needed(asked), due(asked));
    }

    private static Set<IdempotencyKey> keys(List<Command<?>> asked) {
        Set<IdempotencyKey> keys = new HashSet<>();
        for (Command<?> command : asked) {
            if (command instanceof KeyedCommand<?> keyed) {
                keys.add(keyed.key());
            }
        }
        return keys;
    }

    private static Credits needed(List<Command<?>> asked) {
        long needed = 0;
        for (Command<?> command : asked) {
            if (command instanceof ChargeCredits charge) {
                needed = sumOrMax(needed, charge.amount().value(), Long.MAX_VALUE);
            }
        }
        return Credits.of(needed);
    }

    private static int due(List<Command<?>> asked) {
        long due = 0;
        for (Command<?> command : asked) {
            if (command instanceof ExpireGrants expire) {
                due = sumOrMax(due, expire.limit(), Integer.MAX_VALUE);
            }
        }
        return (int) due;
    }

    /** More than everything cannot be needed: where the sum is beyond the greatest number, all that there is will do. */
    private static long sumOrMax(long left, long right, long max) {
        return right > max - left ? max : left + right;
    }
}
