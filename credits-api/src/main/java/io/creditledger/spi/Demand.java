package io.creditledger.spi;

import io.creditledger.AccountId;
import io.creditledger.ConsumptionOrder;
import io.creditledger.Credits;
import io.creditledger.IdempotencyKey;
import io.creditledger.TaskId;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * What deciding a batch needs to know of one locked account.
 *
 * @param account the account
 * @param keys the keys whose earlier transactions are asked for
 * @param tasks the tasks that are asked for
 * @param at the instant for which grants are usable or due
 * @param order the order in which usable grants are asked for
 * @param needed usable grants are asked for until this much remains in them; 0: none
 * @param due how many due grants are asked for, soonest expiry first; 0: none
 */
public record Demand(
        AccountId account,
        Set<IdempotencyKey> keys,
        Set<TaskId> tasks,
        Instant at,
        ConsumptionOrder order,
        Credits needed,
        int due) {
    public Demand {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(needed, "needed");
        keys = Set.copyOf(keys);
        tasks = Set.copyOf(tasks);
    }

    /**
     * Returns the same demand at another instant.
     *
     * @param instant the instant
     * @return the demand
     */
    public Demand at(Instant instant) {
        return instant.equals(at) ? this : new Demand(account, keys, tasks, instant, order, needed, due);
    }
}
