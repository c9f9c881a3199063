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
import io.creditledger.SettleTask;
import io.creditledger.TaskCommand;
import io.creditledger.TaskId;
import io.creditledger.spi.Demand;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What deciding commands of one account at an instant needs to know of it, while it is gathered. */
final class DemandDraft {
    private static final Credits MOST = Credits.of(Long.MAX_VALUE);

    private final Instant at;
    private final CreditPolicy policy;
    private final Few<IdempotencyKey> keys = new Few<>();
    private final Few<TaskId> tasks = new Few<>();
    private Credits needed = Credits.ZERO;
    private long due;

    DemandDraft(Instant at, CreditPolicy policy) {
        this.at = at;
        this.policy = policy;
    }

    void add(Command<?> command) {
        if (command instanceof KeyedCommand<?> keyed) {
            keys.add(keyed.key());
        } else if (command instanceof GiveReward give) {
            keys.add(give.reward().key(give.reference(), at, policy.zone()));
        } else if (command instanceof ExpireGrants expire) {
            due += expire.limit();
        } else if (command instanceof TaskCommand task) {
            tasks.add(task.task());
        }
        needed = plusOrMost(needed, needed(command));
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

    /** More than everything cannot be needed: where the sum is beyond the greatest number, all that there is will do. */
    private static Credits plusOrMost(Credits left, Credits right) {
        return left.plus(right.min(MOST.minus(left)));
    }

    Demand of(AccountId account) {
        int mostDue = (int) Math.min(due, Integer.MAX_VALUE);
        return new Demand(
                account, distinct(keys.list()), distinct(tasks.list()), at, policy.consumptionOrder(), needed, mostDue);
    }

    /** Mostly there is one or none, which needs no comparing. */
    private static <T> Set<T> distinct(List<T> values) {
        return switch (values.size()) {
            case 0 -> Set.of();
            case 1 -> Set.of(values.get(0));
            default -> Set.copyOf(values);
        };
    }
}
