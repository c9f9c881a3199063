package io.creditledger.engine;

import io.creditledger.AccountId;
import io.creditledger.ChargeCredits;
import io.creditledger.Command;
import io.creditledger.CompleteTask;
import io.creditledger.CreditPolicy;
import io.creditledger.Credits;
import io.creditledger.ExpireGrants;
import io.creditledger.GiveReward;
import io.creditledger.IdempotencyKey;
import io.creditledger.KeyedCommand;
import io.creditledger.OpenAccount;
import io.creditledger.SettleTask;
import io.creditledger.TaskCommand;
import io.creditledger.TaskId;
import io.creditledger.spi.Account;
import io.creditledger.spi.Demand;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Commands that are committed together, and what deciding them needs to know. */
final class Batch {
    private final List<Command<?>> commands;
    private final NavigableMap<AccountId, Few<Command<?>>> byAccount = new TreeMap<>();
    private final SortedSet<AccountId> accounts = Collections.unmodifiableSortedSet(byAccount.navigableKeySet());
    private boolean hasOpenings;
    private boolean hasRewards;

    Batch(List<? extends Command<?>> commands) {
        this.commands = List.copyOf(commands);
        for (Command<?> command : this.commands) {
            byAccount.computeIfAbsent(command.account(), account -> new Few<>()).add(command);
            hasOpenings |= command instanceof OpenAccount;
            hasRewards |= command instanceof GiveReward;
        }
    }

    List<Command<?>> commands() {
        return commands;
    }

    SortedSet<AccountId> accounts() {
        return accounts;
    }

    SortedSet<AccountId> accountsToOpen() {
        if (!hasOpenings) {
            return Collections.emptySortedSet();
        }
        SortedSet<AccountId> opened = new TreeSet<>();
        for (Command<?> command : commands) {
            if (command instanceof OpenAccount) {
                opened.add(command.account());
            }
        }
        return opened;
    }

    /** Says what deciding this batch at an instant needs to know of its accounts. */
    List<Demand> demands(Instant at, CreditPolicy policy) {
        Few<Demand> demands = new Few<>();
        byAccount.forEach((account, asked) -> demands.add(demand(account, asked.list(), at, policy)));
        return demands.list();
    }

    /**
     * Says what it needs to know of a locked account, at what time it is for the account then. It is what was expected at an
     * earlier instant, but that the key of a reward may be another day's.
     */
    Demand demand(Demand expected, Account account, Instant now, CreditPolicy policy) {
        Instant at = account.timeAt(now.isAfter(expected.at()) ? now : expected.at());
        return hasRewards ? demand(account.id(), asked(account.id()), at, policy) : expected.at(at);
    }

    private List<Command<?>> asked(AccountId account) {
        return byAccount.getOrDefault(account, new Few<>()).list();
    }

    private static Demand demand(AccountId account, List<Command<?>> asked, Instant at, CreditPolicy policy) {
        return new Demand(
                account,
                keys(asked, at, policy.zone()),
                tasks(asked),
                at,
                policy.consumptionOrder(),
                needed(asked),
                due(asked));
    }

    private static Set<TaskId> tasks(List<Command<?>> asked) {
        Few<TaskId> tasks = new Few<>();
        for (Command<?> command : asked) {
            if (command instanceof TaskCommand task) {
                tasks.add(task.task());
            }
        }
        return distinct(tasks.list());
    }

    private static Set<IdempotencyKey> keys(List<Command<?>> asked, Instant at, ZoneId zone) {
        Few<IdempotencyKey> keys = new Few<>();
        for (Command<?> command : asked) {
            if (command instanceof KeyedCommand<?> keyed) {
                keys.add(keyed.key());
            } else if (command instanceof GiveReward give) {
                keys.add(give.reward().key(give.reference(), at, zone));
            }
        }
        return distinct(keys.list());
    }

    /** Mostly there is one or none, which needs no comparing. */
    private static <T> Set<T> distinct(List<T> values) {
        return switch (values.size()) {
            case 0 -> Set.of();
            case 1 -> Set.of(values.get(0));
            default -> Set.copyOf(values);
        };
    }

    private static Credits needed(List<Command<?>> asked) {
        long needed = 0;
        for (Command<?> command : asked) {
            needed = sumOrMax(needed, needed(command).value(), Long.MAX_VALUE);
        }
        return Credits.of(needed);
    }

    private static Credits needed(Command<?> command) {
        if (command instanceof ChargeCredits charge) {
            return charge.amount();
        }
        if (command instanceof CompleteTask complete) {
            return complete.needed();
        }
        return command instanceof SettleTask settle ? settle.needed() : Credits.ZERO;
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
