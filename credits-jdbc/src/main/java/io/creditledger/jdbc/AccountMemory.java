package io.creditledger.jdbc;

import io.creditledger.AccountId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a ledger knows of the accounts that it changed last, of a bounded number of them. It may be out of date at any time.
 * Thread-safe, and nobody waits in a monitor.
 */
final class AccountMemory {
    static final AccountMemory NONE = new AccountMemory(0);

    private final ReentrantLock lock = new ReentrantLock();
    private final RecentlyUsed known;

    /**
     * Makes a memory that knows nothing.
     *
     * @param accounts how many accounts it may know; the one that was asked for longest ago is forgotten first
     */
    AccountMemory(int accounts) {
        this.known = new RecentlyUsed(accounts);
    }

    /** Whether it never knows anything. */
    boolean isNone() {
        return known.most == 0;
    }

    /** Returns what is known of those of these accounts that are known. */
    Map<AccountId, KnownGrants> of(Collection<AccountId> accounts) {
        if (isNone()) {
            return Map.of();
        }
        Map<AccountId, KnownGrants> found = new HashMap<>();
        lock.lock();
        try {
            for (AccountId account : accounts) {
                KnownGrants grants = known.get(account);
                if (grants != null) {
                    found.put(account, grants);
                }
            }
        } finally {
            lock.unlock();
        }
        return found;
    }

    void remember(Collection<KnownGrants> learned) {
        if (isNone() || learned.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            for (KnownGrants grants : learned) {
                known.put(grants.account().id(), grants);
            }
        } finally {
            lock.unlock();
        }
    }

    private static final class RecentlyUsed extends LinkedHashMap<AccountId, KnownGrants> {
        private static final long serialVersionUID = 1;
        private static final int FIRST_CAPACITY = 16;
        private static final float LOAD_FACTOR = 0.75f;
        private static final boolean IN_ORDER_OF_USE = true;

        private final int most;

        RecentlyUsed(int most) {
            super(FIRST_CAPACITY, LOAD_FACTOR, IN_ORDER_OF_USE);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<AccountId, KnownGrants> eldest) {
            return size() > most;
        }
    }
}
