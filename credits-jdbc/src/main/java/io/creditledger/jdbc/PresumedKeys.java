package io.creditledger.jdbc;

import io.creditledger.AccountId;
import io.creditledger.Entry;
import io.creditledger.IdempotencyKey;
import io.creditledger.Request;
import io.creditledger.spi.AccountChange;
import io.creditledger.spi.Demand;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keys that nobody looked up, and that are presumed to be unused. The unique index of the journal proves it of those for which
 * an entry is inserted. Nothing proves it of a key whose command was refused.
 */
final class PresumedKeys {
    private final Map<AccountId, Set<IdempotencyKey>> byAccount = new HashMap<>();
    private int unproven;

    void presume(Demand demand) {
        if (!demand.keys().isEmpty()) {
            byAccount.put(demand.account(), demand.keys());
            unproven += demand.keys().size();
        }
    }

    boolean isEmpty() {
        return byAccount.isEmpty();
    }

    /** Takes in that entries are inserted, each key's only once. */
    void inserted(List<AccountChange> changes) {
        for (AccountChange change : changes) {
            Set<IdempotencyKey> keys = byAccount.get(change.account().id());
            if (keys != null) {
                inserted(keys, change.entries());
            }
        }
    }

    private void inserted(Set<IdempotencyKey> keys, List<Entry> entries) {
        for (Entry entry : entries) {
            Request request = entry.request();
            if (request != null && keys.contains(request.key())) {
                unproven--;
            }
        }
    }

    /** Whether the database will refuse the entries unless all keys were unused. */
    boolean areProven() {
        return unproven == 0;
    }
}
