package io.creditledger.testkit.grouped;

import io.creditledger.CreditPolicy;
import io.creditledger.GroupCommit;
import io.creditledger.engine.StoredLedger;
import io.creditledger.spi.CreditStore;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** A ledger over a store that commits in groups, until it is closed. */
final class GroupedLedger extends StoredLedger implements AutoCloseable {
    GroupedLedger(CreditStore store, CreditPolicy policy, InstantSource clock, @Nullable GroupCommit groups) {
        super(store, policy, clock, groups);
    }

    @Override
    public void close() {
        drain();
    }
}
