package io.creditledger.jdbc;

import io.creditledger.ConsumptionOrder;
import io.creditledger.Grant;
import io.creditledger.IdempotencyKey;
import io.creditledger.spi.Account;
import io.creditledger.spi.AccountChange;
import io.creditledger.spi.Demand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The open grants that come first in an account. They are what they are as long as the account's row is what it is here: no
 * transaction changes a grant without counting itself in that row.
 *
 * @param account the account's row
 * @param order the order in which the grants come
 * @param since from this instant on, and until {@link ReadSoFar#READ_AHEAD} later, no usable grant that is not among them
 *     comes before the last of them
 * @param grants the grants, in that order; of more than {@link #MOST} the first ones
 * @param isAll whether no other grant is usable in that time
 * @param keys keys that were used, the last ones
 * @param calm how often in a row, up to {@link #CALM}, the account was found as it was left and no key was used that the
 *     ledger did not know of; an account is taken to be calm until it was found otherwise
 */
record KnownGrants(
        Account account,
        ConsumptionOrder order,
        Instant since,
        List<Grant> grants,
        boolean isAll,
        List<IdempotencyKey> keys,
        int calm) {
    /** Bounds what an account with many grants takes. */
    static final int MOST = GrantPage.FIRST.size();

    /** What is delivered twice is mostly delivered twice within a short time. */
    static final int MOST_KEYS = 8;

    /** An account that others change as well is looked at anew each time, until they have left it alone for so long. */
    static final int CALM = 3;

    KnownGrants {
        isAll = isAll && grants.size() <= MOST;
        grants = List.copyOf(grants.size() > MOST ? grants.subList(0, MOST) : grants);
        keys = List.copyOf(keys.size() > MOST_KEYS ? keys.subList(keys.size() - MOST_KEYS, keys.size()) : keys);
    }

    boolean isCalm() {
        return calm == CALM;
    }

    /**
     * Whether they are enough to decide what is demanded, but for its tasks, if no other keys were used and the row is this.
     * Where they hold too little, the command will probably be refused, and that takes a look at its key.
     */
    boolean serve(Demand demand) {
        return demand.due() == 0
                && demand.order() == order
                && !demand.at().isBefore(since)
                && !demand.at().isAfter(since.plus(ReadSoFar.READ_AHEAD))
                && Collections.disjoint(keys, demand.keys())
                && holdEnough(grants, demand);
    }

    /** Whether what is demanded remains in those that are usable. All of them together may hold more than a long does. */
    static boolean holdEnough(List<Grant> grants, Demand demand) {
        long missing = demand.needed().value();
        for (Grant grant : grants) {
            if (missing > 0 && grant.isUsableAt(demand.at())) {
                missing -= Math.min(missing, grant.remaining().value());
            }
        }
        return missing == 0;
    }

    KnownGrants with(List<IdempotencyKey> used, int found) {
        return new KnownGrants(account, order, since, grants, isAll, used, found);
    }

    KnownGrants after(AccountChange change) {
        List<Grant> changed = new ArrayList<>(grants);
        boolean isAdded = false;
        for (Grant grant : change.drawn()) {
            isAdded |= isAdded(grant, changed);
        }
        for (Grant grant : change.made()) {
            isAdded |= isAdded(grant, changed);
        }
        if (isAdded) {
            changed.sort(order.comparator());
        }
        return new KnownGrants(change.account(), order, since, changed, isAll, keysAfter(change), calm);
    }

    /** Puts a grant in the place of its former row, or else at the end, unless it may come after some that are not known. */
    private boolean isAdded(Grant grant, List<Grant> changed) {
        for (int i = 0; i < changed.size(); i++) {
            if (changed.get(i).number() == grant.number()) {
                replace(changed, i, grant);
                return false;
            }
        }
        return grant.isOpen() && comesBeforeUnknown(grant) && changed.add(grant);
    }

    private static void replace(List<Grant> changed, int i, Grant grant) {
        if (grant.isOpen()) {
            changed.set(i, grant);
        } else {
            changed.remove(i);
        }
    }

    private boolean comesBeforeUnknown(Grant grant) {
        return isAll || (!grants.isEmpty() && order.comparator().compare(grant, grants.get(grants.size() - 1)) < 0);
    }

    private List<IdempotencyKey> keysAfter(AccountChange change) {
        List<IdempotencyKey> used = new ArrayList<>(keys);
        change.entries().forEach(entry -> {
            if (entry.request() != null) {
                used.add(entry.request().key());
            }
        });
        return used;
    }
}
